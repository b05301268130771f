// The button and the dialog. On a wide screen the dialog leaves the page usable beside it; on a small one, or with the
// page much enlarged, it covers the page and is therefore modal.

const SMALL = "(max-width: 40em), (max-height: 30em)";

function shellElements(options, toggle) {
  const launcher = button(options.button, toggle, {
    class: "launcher",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
    "aria-controls": "dialog",
  });
  const heading = element("h2", { id: "title", tabindex: "-1" }, options.title);
  const easy = element("input", { type: "checkbox", checked: options.easy });
  const box = element("textarea", { id: "question", rows: "1", "aria-describedby": "note", enterkeyhint: "send" });
  return {
    launcher,
    heading,
    easy,
    box,
    log: element("div", { class: "log", role: "region", tabindex: "0", "aria-label": WORDS.log }),
    form: element("form", {}, box, element("button", { class: "send" }, WORDS.send)),
    clear: element("button", { type: "button", class: "quiet" }, WORDS.clear),
    close: button("×", toggle, { class: "quiet close", "aria-label": WORDS.close }),
    status: element("div", { class: "hidden", role: "status" }),
  };
}

function assembled(view, corner) {
  const tools = element("div", { class: "tools" }, element("label", {}, view.easy, WORDS.easy), view.clear);
  const foot = element(
    "div",
    { class: "foot" },
    element("label", { for: "question" }, WORDS.question),
    view.form,
    element("p", { class: "soft", id: "note" }, WORDS.note),
  );
  const head = element("div", { class: "head" }, view.heading, view.close);
  const dialog = element("dialog", { id: "dialog", "aria-labelledby": "title" }, head, tools, view.log, foot, view.status);
  return { dialog, root: element("div", { class: `root ${corner}`, lang: "sv", dir: "ltr" }, view.launcher, dialog) };
}

class Shell {
  constructor(view, dialog) {
    Object.assign(this, { view, dialog, small: matchMedia(SMALL) });
    this.small.addEventListener("change", () => this.dialog.open && this.reopen());
    dialog.addEventListener("close", () => this.afterClose());
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) dialog.close();
    });
    window.visualViewport?.addEventListener("resize", () => this.fit());
    window.visualViewport?.addEventListener("scroll", () => this.fit());
  }

  toggle() {
    if (this.dialog.open) this.dialog.close();
    else this.open();
  }

  // On a phone the heading gets the focus, since the box would bring up the keyboard over what is to be read.
  open() {
    this.show();
    this.view.launcher.setAttribute("aria-expanded", "true");
    const onPhone = matchMedia("(pointer: coarse)").matches;
    (onPhone ? this.view.heading : this.view.box).focus({ preventScroll: true });
  }

  show() {
    if (this.small.matches) {
      this.dialog.showModal();
      this.hold();
    } else {
      this.dialog.show();
    }
    this.fit();
  }

  // Over to the other way of showing, when the window becomes small or large, with the focus where it was.
  reopen() {
    const focused = this.dialog.getRootNode().activeElement;
    this.reopening = true;
    this.dialog.close();
    this.release();
    this.show();
    focused?.focus({ preventScroll: true });
  }

  afterClose() {
    if (this.reopening) {
      this.reopening = false;
      return;
    }
    this.release();
    this.view.launcher.setAttribute("aria-expanded", "false");
    this.view.launcher.focus({ preventScroll: true });
  }

  // Keeps the page behind a modal dialog where it is.
  hold() {
    const { style } = document.documentElement;
    const before = style.overflow;
    style.overflow = "hidden";
    this.letGo = () => (style.overflow = before);
  }

  release() {
    this.letGo?.();
    this.letGo = null;
  }

  // As high as what can be seen: the keyboard on the screen must not hide the box.
  fit() {
    const { height, offsetTop } = window.visualViewport ?? { height: window.innerHeight, offsetTop: 0 };
    this.dialog.style.setProperty("--height", `${height}px`);
    this.dialog.style.setProperty("--top", `${offsetTop}px`);
  }
}
