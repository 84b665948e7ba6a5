// The engine as the page sees it: questions go to the worker, answers come back as promises.
"use strict";

const engine = { worker: null, open: new Map(), last: 0 };

async function unpackedText(id) {
  const text = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

async function startEngine(tell) {
  const script = await unpackedText("part-worker");
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  engine.worker = new Worker(url);
  const parts = {};
  for (const name of ["wasm", "library", "packages", "files"]) {
    const element = document.getElementById(`part-${name}`);
    parts[name] = element.textContent;
    element.remove();
  }
  return new Promise((ready, failed) => {
    engine.worker.onerror = (event) => failed(new Error(event.message));
    engine.worker.onmessage = ({ data }) => {
      if (data.state) tell(data.state);
      if (data.state === "ready") ready();
      else if (data.failed && !data.id) failed(new Error(data.failed));
      else if (data.id) settle(data);
    };
    engine.worker.postMessage({ parts });
  });
}

function settle(data) {
  const { done, failed } = engine.open.get(data.id);
  engine.open.delete(data.id);
  if (data.failed) failed(new Error(data.failed));
  else done(data);
}

function ask(question, files = []) {
  engine.last += 1;
  const id = engine.last;
  return new Promise((done, failed) => {
    engine.open.set(id, { done, failed });
    engine.worker.postMessage({ id, question, files });
  });
}
