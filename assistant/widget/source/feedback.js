// Thumbs up or down under an answer; down asks why, and nothing is sent until the visitor sends it.

const LONGEST_REASON = 1000;
const THUMB = "M2 10h4v11H2zM8 21V10l4-8c2 0 3 1.2 2.5 3.2L14 9h6c1.5 0 2.2 1 1.9 2.2l-1.7 8c-.2 1.1-1 1.8-2.2 1.8z";

// `send(rating, reason)` sends; `announce` tells a screen reader.
function feedbackElement(key, send, announce) {
  const panel = element("div", { class: "feedback" });

  async function finish(rating, reason) {
    try {
      await send(rating, reason);
    } catch {
      problem.textContent = WORDS.notSent;
      announce(WORDS.notSent);
      return;
    }
    const thanks = element("p", { tabindex: "-1" }, WORDS.thanks);
    panel.replaceChildren(thanks);
    thanks.focus(); // what was pressed is gone
    announce(WORDS.thanks);
  }

  const reason = element("textarea", { id: `reason-${key}`, rows: "2", maxlength: LONGEST_REASON });
  reason.setAttribute("aria-describedby", `note-${key}`);
  const form = element(
    "form",
    { hidden: true, submit: (event) => (event.preventDefault(), finish("down", reason.value)) },
    element("label", { for: reason.id }, WORDS.reason),
    reason,
    element("p", { class: "soft", id: `note-${key}` }, WORDS.reasonNote),
    element("button", { class: "plain" }, WORDS.send),
  );
  const problem = element("p", { class: "problem" });
  const up = button(thumb(WORDS.up, 0), () => finish("up", ""), { class: "plain" });
  const down = button(thumb(WORDS.down, 180), askWhy, { class: "plain", "aria-expanded": "false" });

  function askWhy() {
    form.hidden = !form.hidden;
    down.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) reason.focus();
  }

  const question = element("span", { id: `helped-${key}` }, WORDS.helped);
  panel.append(element("div", { class: "row", role: "group", "aria-labelledby": question.id }, question, up, down));
  panel.append(form, problem);
  return panel;
}

// The word beside a thumb that is turned by so many degrees.
function thumb(text, degrees) {
  const [picture, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", THUMB);
  path.setAttribute("transform", `rotate(${degrees} 12 12)`);
  picture.append(path);
  return element("span", {}, picture, text);
}
