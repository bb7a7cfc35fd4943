"use strict";
// Simple pendulum, small swings: T = 2π√(l/g).
let length = window.CONFIG.length ?? 1;
let gravity = 9.8;
let start = null;
let stopwatch = null;
const stage = UI.stage(500, 420, "Con lắc đơn đang dao động");
const rod = UI.svg("line", { x1: 250, y1: 20, class: "ink", "stroke-width": 3 });
const bob = UI.svg("circle", { r: 18, class: "fill-blue ink" });
const status = UI.result();
const watch = UI.make("p");
stage.append(UI.svg("line", { x1: 170, y1: 20, x2: 330, y2: 20, class: "ink", "stroke-width": 6 }), rod, bob);

const period = () => 2 * Math.PI * Math.sqrt(length / gravity);

function frame(now) {
  start ??= now;
  const seconds = (now - start) / 1000;
  const angle = 0.16 * Math.cos((2 * Math.PI * seconds) / period());
  const pixels = 60 + length * 155;
  const [x, y] = [250 + pixels * Math.sin(angle), 20 + pixels * Math.cos(angle)];
  rod.setAttribute("x2", x); rod.setAttribute("y2", y);
  bob.setAttribute("cx", x); bob.setAttribute("cy", y);
  if (stopwatch !== null) watch.textContent = `Đồng hồ: ${UI.number((performance.now() - stopwatch) / 1000, 1)} giây`;
  requestAnimationFrame(frame);
}

function show() {
  UI.say(status, `Chu kỳ tính theo công thức: T = 2π√(l/g) = ${UI.number(period())} s`);
}

function toggle() {
  if (stopwatch === null) { stopwatch = performance.now(); return; }
  const seconds = (performance.now() - stopwatch) / 1000;
  stopwatch = null;
  watch.textContent = `Đo được ${UI.number(seconds)} giây. Nếu em đã đếm 10 dao động thì T ≈ ${UI.number(seconds / 10)} s.`;
}

APP.append(stage,
  UI.slider("Chiều dài dây l", 0.2, 2, 0.1, length, "m", (v) => { length = v; show(); }),
  UI.slider("Gia tốc trọng trường g", 1.6, 24.8, 0.1, gravity, "m/s²", (v) => { gravity = v; show(); }),
  UI.make("p", {}, "Gợi ý: Mặt Trăng khoảng 1,6; Trái Đất khoảng 9,8; Sao Mộc khoảng 24,8 m/s²."),
  UI.make("button", { type: "button", onclick: toggle }, "Bấm giờ / dừng"), watch, status);
show();
requestAnimationFrame(frame);
