"use strict";
// y = ax² + bx + c: vertex, axis, roots.
let { a = 1, b = -2, c = -3 } = window.CONFIG;
const stage = UI.stage(600, 480, "Đồ thị hàm số bậc hai trên mặt phẳng toạ độ");
const status = UI.result();
const X = (x) => 300 + x * 30;
const Y = (y) => 240 - y * 30;

function roots() {
  const delta = b * b - 4 * a * c;
  if (delta < 0) return "vô nghiệm";
  const [one, two] = [-1, 1].map((s) => (-b + s * Math.sqrt(delta)) / (2 * a)).sort((x, y) => x - y);
  return delta === 0 ? `nghiệm kép x = ${UI.number(one)}` : `hai nghiệm x₁ = ${UI.number(one)}, x₂ = ${UI.number(two)}`;
}

function draw() {
  stage.replaceChildren();
  for (let n = -9; n <= 9; n += 1) {
    stage.append(UI.svg("line", { x1: X(n), y1: 0, x2: X(n), y2: 480, class: n ? "thin" : "ink", "stroke-width": n ? 0.4 : 2 }));
    stage.append(UI.svg("line", { x1: 0, y1: Y(n), x2: 600, y2: Y(n), class: n ? "thin" : "ink", "stroke-width": n ? 0.4 : 2 }));
  }
  if (a === 0) {
    UI.say(status, "a = 0: đây không còn là hàm số bậc hai.", false);
    return;
  }
  const points = [];
  for (let x = -10; x <= 10; x += 0.1) points.push(`${X(x)},${Y(a * x * x + b * x + c)}`);
  const [top, height] = [-b / (2 * a), c - (b * b) / (4 * a)];
  stage.append(UI.svg("polyline", { points: points.join(" "), class: "fill-none blue", "stroke-width": 3 }),
    UI.svg("line", { x1: X(top), y1: 0, x2: X(top), y2: 480, class: "green", "stroke-dasharray": "6 5" }),
    UI.svg("circle", { cx: X(top), cy: Y(height), r: 6, class: "fill-red" }));
  UI.say(status, `Đỉnh I(${UI.number(top)}; ${UI.number(height)}), trục đối xứng x = ${UI.number(top)}, ${a > 0 ? "bề lõm quay lên" : "bề lõm quay xuống"}; phương trình ax² + bx + c = 0 ${roots()}.`);
}

APP.append(stage,
  UI.slider("Hệ số a", -3, 3, 0.5, a, "", (v) => { a = v; draw(); }),
  UI.slider("Hệ số b", -6, 6, 0.5, b, "", (v) => { b = v; draw(); }),
  UI.slider("Hệ số c", -6, 6, 0.5, c, "", (v) => { c = v; draw(); }), status);
draw();
