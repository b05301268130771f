// What Gradio leaves undone: the page's language, Swedish for its own words, and where the page is scrolled to.
// `inSwedish` is set before this script.
(() => {
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  let shown = 0;

  function translate(notices) {
    const texts = document.createTreeWalker(notices, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      text.data = inSwedish[text.data.trim()] ?? text.data;
    }
    for (const named of notices.querySelectorAll("[aria-label]")) {
      named.ariaLabel = inSwedish[named.ariaLabel] ?? named.ariaLabel;
    }
  }

  function name(log) {
    log.ariaLabel = inSwedish["chatbot conversation"];
    // Gradio reads each message's HTML aloud as its name; the message itself says more.
    log.querySelectorAll("[data-testid=user], [data-testid=bot]").forEach((message) => {
      message.removeAttribute("aria-label");
    });
  }

  function follow() {
    const messages = document.querySelectorAll("#samtal .message-row");
    const latest = [...document.querySelectorAll("#samtal .user-row, #samtal .message-row:has(.besked)")].at(-1);
    latest?.scrollIntoView({ behavior: reducedMotion.matches ? "auto" : "smooth" });
    // Whatever was pressed may be gone from the page now, and with it the focus.
    if (messages.length !== shown) document.querySelector("#fraga textarea").focus({ preventScroll: true });
    shown = messages.length;
  }

  function openSource(event) {
    const marker = event.target.closest("a.markor");
    const source = marker && document.getElementById(marker.hash.slice(1));
    if (!source) return;
    event.preventDefault();
    source.closest("details").open = true;
    source.tabIndex = -1;
    source.focus();
  }

  document.documentElement.lang = "sv";
  addEventListener("click", openSource);
  new MutationObserver((changes) => {
    document.querySelectorAll(".toast-wrap").forEach(translate);
    if (!changes.some((change) => change.target.closest?.("#samtal"))) return;
    document.querySelectorAll("#samtal [role=log]").forEach(name);
    follow();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
