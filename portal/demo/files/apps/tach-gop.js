"use strict";
// Splitting a number into two parts: a tap moves a bead from one bowl to the other.
const { total: first = 7, most = 10 } = window.CONFIG;
let total = first;
let left = total;
const stage = UI.stage(600, 220, "Hai bát đựng hạt, chạm vào hạt để chuyển bát");
const status = UI.result();

function bead(x, y, side) {
  const node = UI.svg("circle", { cx: x, cy: y, r: 18, class: side ? "fill-green ink" : "fill-blue ink" });
  node.addEventListener("click", () => { left += side ? 1 : -1; draw(); });
  return node;
}

function draw() {
  const right = total - left;
  stage.replaceChildren(
    UI.svg("rect", { x: 10, y: 20, width: 280, height: 180, rx: 40, class: "fill-soft thin" }),
    UI.svg("rect", { x: 310, y: 20, width: 280, height: 180, rx: 40, class: "fill-soft thin" }));
  for (let n = 0; n < left; n += 1) stage.append(bead(55 + (n % 5) * 48, 80 + Math.floor(n / 5) * 55, 0));
  for (let n = 0; n < right; n += 1) stage.append(bead(355 + (n % 5) * 48, 80 + Math.floor(n / 5) * 55, 1));
  UI.say(status, `${total} gồm ${left} và ${right}:  ${left} + ${right} = ${total},  ${total} − ${left} = ${right}`);
}

APP.append(
  UI.slider("Số hạt", 2, most, 1, total, "hạt", (value) => { total = value; left = value; draw(); }), stage,
  UI.make("button", { type: "button", onclick: () => { if (left > 0) { left -= 1; draw(); } } }, "Chuyển sang phải"),
  UI.make("button", { type: "button", onclick: () => { if (left < total) { left += 1; draw(); } } }, "Chuyển sang trái"),
  status);
draw();
