// Charts drawn as SVG: they print, and a table beside each says the same in figures.
"use strict";

const WIDTH = 560;

// Bars from the left, one a row: [name, amount as text].
function bars(title, rows, kind = "") {
  const height = 27;
  const left = 170;
  const right = 125;
  const most = Math.max(1, ...rows.map(([, amount]) => Number(amount)));
  const lines = rows.map(([name, amount], place) => {
    const y = place * height;
    const width = Math.max(1, (Number(amount) / most) * (WIDTH - left - right));
    return draw(
      "g",
      {},
      draw("text", { x: left - 8, y: y + 18, "text-anchor": "end" }, shortened(name, 13)),
      draw("rect", { class: `bar ${kind}`, x: left, y: y + 5, width, height: height - 9 }),
      draw("text", { x: left + width + 6, y: y + 18 }, money(amount)),
    );
  });
  return figure(title, rows, rows.length * height, lines);
}

// From one amount to another by way of causes: [name, amount as text, is it a whole].
function waterfall(title, rows) {
  const height = 30;
  const left = 190;
  const right = 130;
  let level = 0;
  const spans = rows.map(([name, amount, whole]) => {
    const from = whole ? 0 : level;
    level = whole ? Number(amount) : level + Number(amount);
    return { name, amount, whole, from, to: level };
  });
  const inner = spans.filter((span) => !span.whole).flatMap((span) => [span.from, span.to]);
  const ends = spans.flatMap((span) => [span.to]).concat(inner);
  const most = Math.max(...ends);
  const least = Math.min(...ends);
  // Small changes of a large amount would not be seen from zero: the axis begins below the least.
  const origin = Math.max(0, least - Math.max((most - least) * 0.6, most * 0.002));
  const scale = (WIDTH - left - right) / Math.max(1, most - origin);
  const lines = spans.map((span, place) => {
    const low = Math.max(origin, Math.min(span.from, span.to));
    const x = left + (low - origin) * scale;
    const width = Math.max(1.5, (Math.max(span.from, span.to) - low) * scale);
    const kind = span.whole ? "" : span.amount.startsWith("-") ? "down" : "up";
    const y = place * height;
    const text = span.whole ? money(span.amount) : signed(span.amount);
    return draw(
      "g",
      {},
      draw("text", { x: left - 8, y: y + 20, "text-anchor": "end" }, shortened(span.name, 14)),
      draw("rect", { class: `bar ${kind}`, x, y: y + 5, width, height: height - 10 }),
      draw("text", { x: x + width + 6, y: y + 20 }, text),
    );
  });
  const drawn = figure(title, rows, rows.length * height, lines);
  if (origin > 0) drawn.append(make("p", { class: "hint" }, word("axis_cut")));
  return drawn;
}

function figure(title, rows, height, lines) {
  const label = `${title}: ${rows.map(([name, amount]) => `${name} ${money(amount)}`).join("; ")}`;
  const picture = draw(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height + 4}`, role: "img", "aria-label": label },
    lines,
  );
  return make("figure", {}, make("figcaption", {}, title), picture);
}

function signed(amount) {
  return amount.startsWith("-") || !fen(amount) ? money(amount) : `+${money(amount)}`;
}

// A Chinese character takes the room of two letters.
function shortened(name, most) {
  let room = most * 2;
  let text = "";
  for (const one of name) {
    room -= one.codePointAt(0) > 0x2000 ? 2 : 1;
    if (room < 0) return `${text}…`;
    text += one;
  }
  return text;
}
