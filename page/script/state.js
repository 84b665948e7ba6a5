// What the page is doing, said in one place and shown as a bar.
"use strict";

// The rosters that were opened, the one in view, and the bid forms that were dropped beside it.
const desk = { items: [], shown: null, forms: [], ready: false };

let said = ["loading", "starting", {}];

function tell(state, key, values = {}) {
  said = [state, key, values];
  const status = byId("status");
  status.textContent = word(key, values);
  status.dataset.state = state;
  const bar = byId("progress");
  bar.hidden = state === "ready" || state === "done" || state === "error";
  if (state === "loading") bar.value = values.percent || 5;
  else bar.removeAttribute("value");
}

function tellAgain() {
  tell(...said);
}

// One thing after the other: nobody closes a file while it is still read.
let turn = Promise.resolve();

function inTurn(work) {
  turn = turn.then(work).catch((error) => {
    console.error(error);
    tell("error", "failed", { found: error.message });
  });
  return turn;
}

// Does work of the engine: says so, and says what went wrong where it fails.
async function working(key, values, work) {
  tell("working", key, values);
  try {
    return await work();
  } catch (error) {
    tell("error", "failed", { found: error.message });
    throw error;
  }
}
