// Elements, made without ever reading text as HTML.

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function button(text, onClick, properties = {}) {
  return element("button", { type: "button", click: onClick, ...properties }, text);
}

function hidden(text) {
  return element("span", { class: "hidden" }, text);
}

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// A link that opens in a new tab and says so; only the text where the address is none that a link should have.
function outward(text, address) {
  if (!/^https?:\/\//.test(address)) return element("span", {}, text);
  const properties = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return element("a", properties, text, element("span", { class: "tab" }, WORDS.newTab));
}
