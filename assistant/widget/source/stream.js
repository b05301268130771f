// The assistant's server: a question's answer as a stream of server-sent events, and feedback.

// The server said why it will not answer, in a sentence for the one who asked.
class Refusal extends Error {}

function post(address, body, signal) {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal,
  });
}

// The statements one by one as {name: "statement", data}, and the whole answer last as {name: "answer", data}.
async function* answerParts(origin, body, signal) {
  const response = await post(`${origin}/api/ask/stream`, body, signal);
  if (response.status >= 400 && response.status < 500) throw new Refusal((await response.json()).error);
  if (!response.ok) throw new Error(`status ${response.status}`);
  for await (const part of serverSentEvents(response.body)) {
    if (part.name === "error") throw new Error(part.data.error);
    yield part;
    if (part.name === "answer") return;
  }
  throw new Error("the stream ended before its answer");
}

async function* serverSentEvents(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let unread = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (unread + value).split("\n\n");
    unread = blocks.pop();
    for (const block of blocks) {
      const event = parsedEvent(block);
      if (event) yield event;
    }
  }
}

// The event of a block of lines; null for a comment, which only keeps the line open.
function parsedEvent(block) {
  const field = (name) => block.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1];
  const data = field("data");
  return data === undefined ? null : { name: field("event"), data: JSON.parse(data) };
}

async function sendFeedback(origin, body) {
  const response = await post(`${origin}/api/feedback`, body);
  if (!response.ok) throw new Error(`status ${response.status}`);
}
