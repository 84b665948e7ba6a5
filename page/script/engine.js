// The engine as the page sees it: questions go to the worker, answers come back as promises.
"use strict";

const engine = { worker: null, open: new Map(), last: 0, labels: {} };

async function unpackedText(id) {
  const bytes = Uint8Array.from(atob(byId(id).textContent), (one) => one.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

async function startEngine(progress) {
  const script = await unpackedText("part-worker");
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  engine.worker = new Worker(url);
  URL.revokeObjectURL(url);
  const parts = {};
  for (const name of ["wasm", "library", "packages", "files"]) {
    parts[name] = byId(`part-${name}`).textContent;
    byId(`part-${name}`).remove();
  }
  byId("part-worker").remove();
  return new Promise((ready, failed) => {
    engine.worker.onerror = (event) => {
      const error = new Error(event.message || "worker");
      failed(error);
      for (const { failed: lost } of engine.open.values()) lost(error);
      engine.open.clear();
    };
    engine.worker.onmessage = ({ data }) => {
      if (data.percent) progress(data.percent);
      if (data.ready) ready();
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

// Asks the engine; files are [{ name, bytes }]. Gives { document, files }.
function ask(question, files = []) {
  engine.last += 1;
  const id = engine.last;
  return new Promise((done, failed) => {
    engine.open.set(id, { done, failed });
    const bytes = files.map((file) => file.bytes);
    engine.worker.postMessage({ id, question: { lang: language, ...question }, files }, bytes);
  });
}

// The engine's word for a line, a field or a sum.
function label(name) {
  if (!(name in engine.labels)) throw new Error(`no label ${name}`);
  return engine.labels[name];
}

// A value as it is said: a choice by its word, everything else as it was typed.
function spoken(value) {
  return engine.labels[value] || value;
}
