// Puts the widget on the page, once, in a shadow root that the page's own styles do not reach.

const TAG = "klimat-assistenten";

function styleSheet(text) {
  const sheet = new CSSStyleSheet(); // a strict style-src stops style elements and attributes, but not this
  sheet.replaceSync(text);
  return sheet;
}

function start(script) {
  const options = readOptions(script.dataset);
  const origin = new URL(script.src).origin;
  const host = document.createElement(TAG);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [styleSheet(STYLES), styleSheet(palette(options.colour))];

  const view = shellElements(options, () => shell.toggle());
  const { dialog, root } = assembled(view, options.corner);
  const shell = new Shell(view, dialog);
  const conversation = new Conversation(view, origin, options, () => view.easy.checked);

  function submit(event) {
    event.preventDefault();
    if (conversation.pending) return;
    const question = view.box.value;
    view.box.value = "";
    conversation.ask(question);
  }

  view.form.addEventListener("submit", submit);
  view.box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });
  view.clear.addEventListener("click", () => {
    conversation.clear();
    conversation.announce(WORDS.cleared);
    view.box.focus();
  });
  // The page sees only the host as the keys' target, and might take a letter that is typed for a shortcut of its own.
  for (const type of ["keydown", "keypress", "keyup"]) host.addEventListener(type, (event) => event.stopPropagation());

  shadow.append(root);
  document.body.append(host);
}

if (!document.querySelector(TAG)) start(document.currentScript);
