// The conversation: asks, shows what comes, and remembers it for as long as the page lives.

const SECONDS_UNTIL_SLOW = 6;
const SECONDS_OF_SILENCE = 45;
const TURNS_SENT = 10;
const LONGEST_ANSWER = 20000; // that feedback may hold

class Conversation {
  // `view` has the elements log, box and status; `options` what the page asked for; `isEasy` whether lättläst is chosen.
  constructor(view, origin, options, isEasy) {
    Object.assign(this, { view, origin, options, isEasy });
    this.clear();
  }

  clear() {
    this.pending?.abort();
    this.pending = null;
    this.turns = [];
    const ask = (question) => this.ask(question);
    this.view.log.replaceChildren(...greeting(this.options, this.origin, ask));
  }

  announce(sentence) {
    this.view.status.textContent = sentence;
  }

  // A question that fails is put back into its box, so that nothing typed is lost.
  async ask(question) {
    if (this.pending) return;
    this.view.log.querySelectorAll(".passing").forEach((passing) => passing.remove());
    if (!question.trim()) return this.tell(WORDS.empty);
    const turn = this.begin(question);
    const control = (this.pending = new AbortController());
    try {
      await this.receive(question, turn, control);
    } catch (error) {
      if (this.pending === control) this.giveBack(question, turn, error);
    } finally {
      if (this.pending === control) this.pending = null;
    }
  }

  begin(question) {
    const answer = element("div", { class: "answer" }, element("p", { class: "soft" }, WORDS.searching));
    const heading = element("h3", { class: "asked" }, hidden(WORDS.you), question);
    const turn = element("div", { class: "turn" }, heading, answer);
    this.view.log.append(turn);
    turn.scrollIntoView({ block: "start" });
    this.announce(WORDS.searching);
    this.leaveWhatIsGone();
    return { element: turn, answer };
  }

  async receive(question, turn, control) {
    const history = this.turns.slice(-TURNS_SENT).map(({ question, text }) => ({ question, answer: text }));
    const watch = new Watch(() => this.waitOn(turn), () => control.abort());
    const said = [];
    try {
      const parts = answerParts(this.origin, { question, history, easy: this.isEasy() }, control.signal);
      for await (const { name, data } of parts) {
        watch.restart();
        if (control.signal.aborted) return;
        if (name === "answer") this.conclude(data, turn);
        else if (said.push(data)) turn.answer.replaceChildren(...statementElements(said, this.turns.length));
      }
    } finally {
      watch.stop();
    }
  }

  waitOn(turn) {
    const waiting = turn.answer.querySelector(".soft");
    if (waiting) waiting.textContent = WORDS.slow;
    this.announce(WORDS.slow);
  }

  conclude(answer, turn) {
    const key = this.turns.length;
    const past = this.turns.slice(-TURNS_SENT).map(({ question }) => question);
    const body = { question: answer.question, history: past, answer: answer.text.slice(0, LONGEST_ANSWER) };
    const send = (rating, reason) => sendFeedback(this.origin, { ...body, rating, reason });
    this.turns.push(answer);
    turn.answer.replaceChildren(...answerElements(answer, key, this.origin));
    turn.answer.append(feedbackElement(key, send, (sentence) => this.announce(sentence)));
    const ask = (question) => this.ask(question);
    turn.element.append(
      ...suggestions(WORDS.choices, answer.choices, ask, "passing"),
      ...suggestions(WORDS.followUps, answer.follow_ups, ask, "passing"),
    );
    this.announce(spoken(answer));
  }

  giveBack(question, turn, error) {
    turn.element.remove();
    if (!this.view.box.value) this.view.box.value = question;
    if (error instanceof Refusal) return this.tell(error.message);
    const again = () => {
      if (this.view.box.value === question) this.view.box.value = "";
      this.ask(question);
    };
    return this.tell(WORDS.away, button(WORDS.retry, again, { class: "plain" }));
  }

  tell(sentence, action = null) {
    const notice = element("div", { class: "notice passing" }, element("p", {}, sentence), action);
    this.view.log.append(notice);
    notice.scrollIntoView({ block: "nearest" });
    this.announce(sentence);
  }

  // The button that was pressed may be gone, and the keyboard of a phone is to give way to the answer.
  leaveWhatIsGone() {
    const onPhone = matchMedia("(pointer: coarse)").matches;
    (onPhone ? this.view.log : this.view.box).focus({ preventScroll: true });
  }
}

// Calls `slow` when nothing has come for a while and `silent` when it has been too long.
class Watch {
  constructor(slow, silent) {
    Object.assign(this, { slow, silent });
    this.restart();
  }

  restart() {
    this.stop();
    this.timers = [setTimeout(this.slow, 1000 * SECONDS_UNTIL_SLOW), setTimeout(this.silent, 1000 * SECONDS_OF_SILENCE)];
  }

  stop() {
    this.timers?.forEach(clearTimeout);
  }
}

function greeting(options, origin, ask) {
  const pages = { "/tillganglighet": WORDS.accessibility, "/integritet": WORDS.privacy };
  const links = Object.entries(pages).map(([path, name]) => outward(name, origin + path));
  return [
    element("p", { class: "greeting" }, options.greeting),
    element("p", { class: "soft" }, `${WORDS.about} ${WORDS.kept}`),
    element("p", { class: "line" }, ...links),
    ...suggestions(WORDS.examples, options.questions, ask, "examples"),
  ];
}

// Questions to press, under a heading; nothing where there are none.
function suggestions(heading, questions, ask, kind) {
  if (!questions.length) return [];
  const buttons = questions.map((question) => element("li", {}, button(question, () => ask(question))));
  const list = element("ul", { "aria-label": heading }, ...buttons);
  return [element("div", { class: `suggestions ${kind}` }, element("p", { class: "label" }, heading), list)];
}
