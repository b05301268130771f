// Thumbs up or down under an answer; down asks why, and nothing is sent until the visitor sends it.

const LONGEST_REASON = 1000;

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
    element("p", { class: "soft", id: `note-${key}` }, `${WORDS.reasonNote} ${WORDS.note}`),
    element("button", { class: "plain" }, WORDS.send),
  );
  const problem = element("p", { class: "problem" });
  const up = button(thumb("👍", WORDS.up), () => finish("up", ""), { class: "plain" });
  const down = button(thumb("👎", WORDS.down), askWhy, { class: "plain", "aria-expanded": "false" });

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

function thumb(sign, text) {
  return element("span", {}, element("span", { "aria-hidden": "true" }, `${sign} `), text);
}
