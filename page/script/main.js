"use strict";
const $ = (id) => document.getElementById(id);
function state(name, text) { $("status").dataset.state = name; $("status").textContent = text || name; }
const t0 = performance.now();
startEngine((s) => { console.log(s, performance.now()); }).then(() => state("ready", `ready ${performance.now()}`), (e) => state("error", e.message));
$("files").addEventListener("change", async () => {
  const t = performance.now();
  state("working");
  try {
    const file = $("files").files[0];
    const bytes = await file.arrayBuffer();
    const said = await ask({ ask: "price", lang: "zh" }, [{ name: file.name, bytes }]);
    const d = said.document;
    if (d.problems) { state("done", JSON.stringify(d.problems)); return; }
    $("ceiling").dataset.value = d.ceiling;
    $("ceiling").textContent = d.ceiling + d.ceiling_in_words;
    const t2 = performance.now();
    const w = await ask({ ask: "workbook", name: file.name });
    const a = $("download-workbook");
    a.href = URL.createObjectURL(new Blob([w.files[0].bytes])); a.download = w.files[0].name; a.hidden = false; a.textContent = a.download;
    state("done", `priced ${t2 - t} written ${performance.now() - t2}`);
  } catch (e) { state("error", e.message); }
});
