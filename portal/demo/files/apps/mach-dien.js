"use strict";
// Two resistors on one source: in series or in parallel, Ohm's law.
let [volts, r1, r2, parallel] = [window.CONFIG.volts ?? 6, 10, 20, false];
const stage = UI.stage(600, 260, "Sơ đồ mạch điện gồm nguồn và hai điện trở");
const status = UI.result();
const wire = (points) => UI.svg("polyline", { points, class: "fill-none ink", "stroke-width": 3 });

function resistor(x, y, name) {
  return UI.svg("g", {}, UI.svg("rect", { x, y: y - 16, width: 90, height: 32, class: "fill-soft ink", "stroke-width": 2 }), UI.svg("text", { x: x + 34, y: y + 6 }, name));
}

function draw() {
  stage.replaceChildren(wire(parallel ? "60,200 60,60 540,60 540,200 60,200" : "60,60 540,60 540,200 60,200 60,60"));
  if (parallel) stage.append(wire("180,60 180,120 420,120 420,60"));
  stage.append(UI.svg("rect", { x: 285, y: 190, width: 24, height: 20, class: "fill-paper" }),
    UI.svg("line", { x1: 285, y1: 180, x2: 285, y2: 220, class: "red", "stroke-width": 4 }),
    UI.svg("line", { x1: 309, y1: 190, x2: 309, y2: 210, class: "red", "stroke-width": 6 }),
    UI.svg("text", { x: 270, y: 246 }, `${UI.number(volts)} V`),
    resistor(parallel ? 255 : 140, 60, "R₁"), resistor(parallel ? 255 : 370, parallel ? 120 : 60, "R₂"));
  const total = parallel ? (r1 * r2) / (r1 + r2) : r1 + r2;
  const current = volts / total;
  const parts = parallel
    ? `I₁ = ${UI.number(volts / r1)} A, I₂ = ${UI.number(volts / r2)} A`
    : `U₁ = ${UI.number(current * r1)} V, U₂ = ${UI.number(current * r2)} V`;
  UI.say(status, `${parallel ? "Mắc song song" : "Mắc nối tiếp"}: R = ${UI.number(total)} Ω, cường độ mạch chính I = U/R = ${UI.number(current)} A; ${parts}.`);
}

APP.append(stage, UI.make("button", { type: "button", onclick: () => { parallel = !parallel; draw(); } }, "Đổi nối tiếp / song song"),
  UI.slider("Hiệu điện thế U", 1, 24, 1, volts, "V", (v) => { volts = v; draw(); }),
  UI.slider("Điện trở R₁", 1, 50, 1, r1, "Ω", (v) => { r1 = v; draw(); }),
  UI.slider("Điện trở R₂", 1, 50, 1, r2, "Ω", (v) => { r2 = v; draw(); }), status);
draw();
