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

  async function copy(event) {
    if (!event.target.closest("#kopiera")) return;
    const answer = [...document.querySelectorAll("#samtal .kopia")].at(-1);
    await navigator.clipboard.writeText(answer.textContent);
    document.querySelector("#tack .prose").textContent = inSwedish["copied"];
  }

  // A form that has opened takes the focus; when it closes, what is said of it does.
  function followForm(changes) {
    const added = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node.nodeType === 1);
    const within = (selector) => added.some((node) => node.matches(selector) || node.querySelector(selector));
    if (within("#omdome textarea")) {
      document.querySelector("#omdome").scrollIntoView({ block: "center" });
      document.querySelector("#omdome textarea").focus({ preventScroll: true });
    }
    const said = document.querySelector("#tack .besked");
    if (!said || !within("#tack .besked")) return;
    said.tabIndex = -1;
    said.focus();
  }

  // A question that another page has sent along stands after the #, so that no server's log ever holds it.
  function askedElsewhere() {
    const box = document.querySelector("#fraga textarea");
    const question = new URLSearchParams(location.hash.slice(1)).get("fraga");
    if (!box || !question) return;
    history.replaceState(null, "", location.pathname);
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => document.querySelector("#fraga .submit-button").click());
  }

  document.documentElement.lang = "sv";
  addEventListener("click", openSource);
  addEventListener("click", copy);
  addEventListener("hashchange", askedElsewhere);
  new MutationObserver((changes) => {
    document.querySelectorAll(".toast-wrap").forEach(translate);
    askedElsewhere();
    followForm(changes);
    if (!changes.some((change) => change.target.closest?.("#samtal"))) return;
    document.querySelectorAll("#samtal [role=log]").forEach(name);
    follow();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
