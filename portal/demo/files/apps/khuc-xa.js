"use strict";
// Refraction at a flat surface: n1 sin i = n2 sin r, with total reflection.
const { above = 1, below = 1.33 } = window.CONFIG;
let [n1, n2, angle] = [above, below, 40];
const stage = UI.stage(600, 400, "Tia sáng đi từ môi trường trên xuống môi trường dưới");
const status = UI.result();

function ray(degrees, up, right, style) {
  const turn = (degrees * Math.PI) / 180;
  const x = 300 + (right ? 1 : -1) * 190 * Math.sin(turn);
  const y = 200 + (up ? -1 : 1) * 190 * Math.cos(turn);
  return UI.svg("line", { x1: 300, y1: 200, x2: x, y2: y, class: style, "stroke-width": 4 });
}

function draw() {
  const sine = (n1 * Math.sin((angle * Math.PI) / 180)) / n2;
  stage.replaceChildren(
    UI.svg("rect", { y: 200, width: 600, height: 200, class: "fill-soft" }),
    UI.svg("line", { x1: 0, y1: 200, x2: 600, y2: 200, class: "ink" }),
    UI.svg("line", { x1: 300, y1: 10, x2: 300, y2: 390, class: "thin", "stroke-dasharray": "6 6" }),
    ray(angle, true, false, "red"), ray(angle, true, true, "thin"));
  if (sine > 1) {
    UI.say(status, "Phản xạ toàn phần: không có tia khúc xạ.", false);
    return;
  }
  const bent = (Math.asin(sine) * 180) / Math.PI;
  stage.append(ray(bent, false, true, "blue"));
  UI.say(status, `Góc tới i = ${UI.number(angle, 0)}°, góc khúc xạ r = ${UI.number(bent, 1)}°. Kiểm tra: ${UI.number(n1)} × sin i = ${UI.number(n2)} × sin r.`);
}

APP.append(stage,
  UI.slider("Góc tới i", 0, 89, 1, angle, "độ", (v) => { angle = v; draw(); }),
  UI.slider("Chiết suất môi trường trên n₁", 1, 2.4, 0.01, n1, "", (v) => { n1 = v; draw(); }),
  UI.slider("Chiết suất môi trường dưới n₂", 1, 2.4, 0.01, n2, "", (v) => { n2 = v; draw(); }),
  UI.make("p", {}, "Không khí ≈ 1,00; nước ≈ 1,33; thuỷ tinh ≈ 1,50; kim cương ≈ 2,42."), status);
draw();
