"use strict";
// Area of a trapezium, and of a triangle when the short base is 0.
let { long = 12, short = 6, height = 5 } = window.CONFIG;
const stage = UI.stage(600, 320, "Hình thang với đáy lớn, đáy bé và chiều cao");
const status = UI.result();

function draw() {
  const [x, y, k] = [60, 280, 24];
  const shift = 40;
  const points = [[x, y], [x + long * k, y], [x + shift + short * k, y - height * k], [x + shift, y - height * k]];
  stage.replaceChildren(
    UI.svg("polygon", { points: points.map((p) => p.join(",")).join(" "), class: "fill-soft ink", "stroke-width": 3 }),
    UI.svg("line", { x1: x + shift, y1: y, x2: x + shift, y2: y - height * k, class: "red", "stroke-dasharray": "6 5", "stroke-width": 2 }),
    UI.svg("text", { x: x + long * k / 2, y: y + 24 }, `${UI.number(long)} cm`),
    UI.svg("text", { x: x + shift + 8, y: y - height * k / 2 }, `${UI.number(height)} cm`),
    UI.svg("text", { x: x + shift + short * k / 2 - 18, y: y - height * k - 8 }, short ? `${UI.number(short)} cm` : ""));
  const area = ((long + short) * height) / 2;
  UI.say(status, short
    ? `Diện tích hình thang: (${UI.number(long)} + ${UI.number(short)}) × ${UI.number(height)} : 2 = ${UI.number(area)} cm²`
    : `Đáy bé bằng 0, ta có hình tam giác: ${UI.number(long)} × ${UI.number(height)} : 2 = ${UI.number(area)} cm²`);
}

APP.append(stage,
  UI.slider("Đáy lớn", 4, 20, 1, long, "cm", (v) => { long = v; draw(); }),
  UI.slider("Đáy bé", 0, 18, 1, short, "cm", (v) => { short = v; draw(); }),
  UI.slider("Chiều cao", 1, 10, 1, height, "cm", (v) => { height = v; draw(); }), status);
draw();
