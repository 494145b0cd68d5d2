#!/usr/bin/env node
// Prints Samverk's events as they come, one JSON line each. Node 18 or newer, no packages.
//
//   SAMVERK_TOKEN=smv_… node follow.mjs http://127.0.0.1:8000 [CURSOR] [TYPE…]
//
// Every event came with an id, which is where to go on: it is asked for when the connection breaks, and can be
// kept to be given as CURSOR another time. Keep it together with what the event led to, not before.

const [address, from = "0", ...types] = process.argv.slice(2);
if (!address || !process.env.SAMVERK_TOKEN) {
  console.error("SAMVERK_TOKEN=smv_… node follow.mjs ADDRESS [CURSOR] [TYPE…]");
  process.exit(2);
}

let cursor = from;
let pause = 2000;
let watch;
let heard;

// Whoever read what is printed went away.
process.stdout.on("error", () => process.exit(0));

for (;;) {
  try {
    await listen();
  } catch (error) {
    console.error(`trying again: ${error.cause?.message ?? error.message}`);
  }
  await new Promise((resolve) => setTimeout(resolve, pause));
}

/** Listens until the stream ends; every block that came whole is handled. */
async function listen() {
  const query = new URLSearchParams(types.map((type) => ["type", type]));
  const answer = await fetch(`${address}/events?${query}`, {
    headers: {
      Accept: "text/event-stream",
      Authorization: `Bearer ${process.env.SAMVERK_TOKEN}`,
      "Last-Event-ID": cursor,
    },
    // A heartbeat comes every 15 seconds; a connection that is silent for longer is dead.
    signal: silence(60_000),
  });
  if (answer.status === 410) {
    // A backup was restored: begin again, and tell repeats by the events' ids.
    console.error((await answer.json()).detail);
    cursor = "0";
    return;
  }
  if (answer.status === 429 || answer.status === 503) throw new Error(`${answer.status}`);
  if (!answer.ok) {
    console.error(`${answer.status}: ${await answer.text()}`);
    process.exit(1);
  }
  let text = "";
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    heard();
    text += piece;
    const blocks = text.split("\n\n");
    text = blocks.pop();
    blocks.forEach(take);
  }
}

/** Handles one block of the stream: an event, a heartbeat or how long to pause before coming back. */
function take(block) {
  const fields = {};
  for (const line of block.split("\n")) {
    const [, name, value] = /^([^:]*):? ?(.*)$/.exec(line);
    fields[name] = value;
  }
  if (fields.retry) pause = Number(fields.retry);
  if (fields.data) console.log(fields.data);
  if (fields.id) cursor = fields.id;
}

/** A signal that is given once nothing was heard for so many milliseconds. */
function silence(milliseconds) {
  const controller = new AbortController();
  heard = () => {
    clearTimeout(watch);
    watch = setTimeout(() => controller.abort(new Error("nothing was heard")), milliseconds);
  };
  heard();
  return controller.signal;
}
