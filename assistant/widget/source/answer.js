// An answer as elements. `key` tells its sources from those of the conversation's other answers.

const FEW_SOURCES = 3; // as many stand open; more are folded together

function answerElements(answer, key, origin) {
  return [
    ...statementElements(answer.statements, key),
    nearestElement(answer.nearest, origin),
    calculationsElement(answer.calculations),
    tableElement(answer.table, key),
    answer.chart && element("p", { class: "line" }, outward(WORDS.chart, onServer(answer.chart.svg, origin))),
    sourcesElement(answer, key, origin),
  ].filter(Boolean);
}

// Sentences in a row make a paragraph and items a list; each remark stands by itself.
function statementElements(statements, key) {
  const blocks = [];
  let form = null;
  for (const statement of statements) {
    const said = [...emphasised(statement), ...markers(statement.numbers, key)];
    if (statement.form !== form || form === "remark") blocks.push(blockFor(statement.form));
    form = statement.form;
    const block = blocks[blocks.length - 1];
    if (form === "item") block.append(element("li", {}, ...said));
    else block.append(...(block.hasChildNodes() ? [" "] : []), ...said);
  }
  return blocks;
}

function blockFor(form) {
  return form === "item" ? element("ul") : element("p", { class: form });
}

function emphasised({ text, emphasis }) {
  const at = emphasis ? text.indexOf(emphasis) : -1;
  if (at < 0) return [unbroken(text)];
  const [before, after] = [text.slice(0, at), text.slice(at + emphasis.length)];
  return [unbroken(before), element("strong", {}, unbroken(emphasis)), unbroken(after)];
}

// Figures such as 423 796 stay on one line.
function unbroken(text) {
  return text.replace(/(\d) (?=\d{3}(?!\d))/g, "$1\u00a0");
}

// The numbers as markers that lead to their sources: [1] [3]–[7].
function markers(numbers, key) {
  return runs(numbers).flatMap((run) => [
    "\u00a0",
    element("span", { class: "run" }, ...run.flatMap((number, i) => [...(i ? ["–"] : []), marker(number, key)])),
  ]);
}

// Three numbers or more in a row as their first and last, every other alone.
function runs(numbers) {
  const found = [];
  for (const number of numbers) {
    const last = found[found.length - 1];
    if (last && number === last[last.length - 1] + 1) last.push(number);
    else found.push([number]);
  }
  return found.flatMap((run) => (run.length > 2 ? [[run[0], run[run.length - 1]]] : run.map((number) => [number])));
}

function marker(number, key) {
  const id = sourceId(number, key);
  return element("a", { class: "marker", href: `#${id}`, click: openSource }, hidden(WORDS.source), `[${number}]`);
}

function openSource(event) {
  event.preventDefault(); // a fragment leads nowhere inside a shadow root
  const source = event.currentTarget.getRootNode().querySelector(event.currentTarget.getAttribute("href"));
  if (!source) return;
  source.closest("details").open = true;
  source.focus();
  source.scrollIntoView({ block: "nearest" });
}

function sourceId(number, key) {
  return `source-${key}-${number}`;
}

function sourcesElement({ citations }, key, origin) {
  if (!citations.length) return null;
  const items = citations.map((citation) => sourceElement(citation, key, origin));
  const few = citations.length <= FEW_SOURCES;
  return details(`${WORDS.sources} (${citations.length})`, few, element("ol", { class: "sources" }, ...items));
}

function sourceElement(citation, key, origin) {
  const original = citation.url && /^https?:/.test(citation.url) ? outward(WORDS.original, citation.url) : null;
  return element(
    "li",
    { id: sourceId(citation.number, key), value: citation.number, tabindex: "-1" },
    element("span", { class: "number", "aria-hidden": "true" }, `[${citation.number}]`),
    element("p", {}, placeLink(citation, origin)),
    element("blockquote", {}, citation.quote),
    original && element("p", {}, original),
  );
}

function placeLink(place, origin) {
  const where = place.page ? filled(WORDS.page, place) : place.heading;
  return outward([place.title, where].filter(Boolean).join(", "), onServer(place.viewer, origin));
}

// An address on the assistant's server; "" for one that leads elsewhere.
function onServer(path, origin) {
  return path.startsWith("/") && !path.startsWith("//") ? origin + path : "";
}

function nearestElement(places, origin) {
  if (!places.length) return null;
  const items = places.map((place) => element("li", {}, placeLink(place, origin)));
  return element("div", {}, element("p", { class: "label" }, WORDS.nearest), element("ul", {}, ...items));
}

function calculationsElement(calculations) {
  const steps = calculations.filter((step) => step.expression).map((step) => element("li", {}, unbroken(step.text)));
  return steps.length ? details(WORDS.calculations, true, element("ul", {}, ...steps)) : null;
}

function tableElement(table, key) {
  if (!table) return null;
  const heads = [...table.columns, WORDS.sources].map((name) => element("th", { scope: "col" }, name));
  const rows = table.rows.map((row) => {
    const cells = row.cells.map((cell) => element("td", {}, cell));
    return element("tr", {}, ...cells, element("td", {}, marker(row.number, key)));
  });
  const caption = element("caption", {}, `${table.caption}. ${filled(WORDS.dated, table)}`);
  const whole = element("table", {}, caption, element("thead", {}, element("tr", {}, ...heads)));
  whole.append(element("tbody", {}, ...rows));
  const scrolled = { class: "wide", role: "region", tabindex: "0", "aria-label": table.caption };
  return details(filled(WORDS.rows, { count: rows.length }), false, element("div", scrolled, whole));
}

function details(summary, open, content) {
  return element("details", { open }, element("summary", {}, summary), content);
}

// What a screen reader is told when the answer is whole: its words, without markers.
function spoken(answer) {
  const sources = answer.citations.length ? ` ${WORDS.sources}: ${answer.citations.length}.` : "";
  return WORDS.answer + answer.statements.map((statement) => statement.text).join(" ") + sources;
}
