// The worker: runs Python, hands each question to engine/ and its answer back.
"use strict";

const waiting = new Map(); // what Python's loader would fetch, answered from memory

self.fetch = async (url) => {
  const name = String(url).split("/").pop();
  if (waiting.has(name)) return waiting.get(name);
  throw new TypeError(`nothing is fetched here: ${name}`);
};

function decoded(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

function unpacked(text) {
  const packed = new Blob([decoded(text)]).stream();
  return packed.pipeThrough(new DecompressionStream("gzip"));
}

async function start(parts) {
  const bytes = (name) => new Response(unpacked(parts[name])).arrayBuffer();
  const packages = bytes("packages");
  const files = bytes("files");
  const type = { headers: { "content-type": "application/wasm" } };
  waiting.set("pyodide.asm.wasm", new Response(unpacked(parts.wasm), type));
  waiting.set("python_stdlib.zip", new Response(unpacked(parts.library)));
  self.postMessage({ percent: 25 });
  const loaded = await loadPyodide({
    indexURL: "https://memory.invalid/",
    createPyodideModule: _createPyodideModule,
    lockFileContents: {
      info: { abi_version: "2026_0", python: "3.14.2", version: "314.0.7" },
      packages: {},
    },
    env: { HOME: "/home" },
  });
  self.postMessage({ percent: 75 });
  loaded.FS.writeFile("/packages.zip", new Uint8Array(await packages));
  loaded.unpackArchive(await files, "zip", { extractDir: "/app" });
  loaded.runPython("import sys; sys.path[:0] = ['/packages.zip', '/app']");
  return loaded;
}

let python = null;
let engine = null;

self.onmessage = async ({ data }) => {
  try {
    if (data.parts) {
      python = await start(data.parts);
      engine = python.pyimport("engine");
      self.postMessage({ ready: true });
      return;
    }
    answer(data);
  } catch (error) {
    console.error(error);
    // Of what Python says of a mistake, the last line tells which it is.
    const lines = String(error.message || error)
      .trim()
      .split("\n");
    self.postMessage({ id: data.id, failed: lines.pop() });
  }
};

function answer({ id, question, files }) {
  const given = files.map(({ name, bytes }) => [name, python.toPy(new Uint8Array(bytes))]);
  const said = engine.answer(JSON.stringify(question), given);
  const document = said.document;
  const pairs = said.files.toJs({ create_proxies: false, dict_converter: (found) => [...found] });
  const list = pairs.map(([name, bytes]) => ({ name, bytes }));
  said.destroy();
  self.postMessage(
    { id, document: JSON.parse(document), files: list },
    list.map((one) => one.bytes.buffer),
  );
}
