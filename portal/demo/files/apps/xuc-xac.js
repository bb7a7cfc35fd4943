"use strict";
// Experimental probability: throw a fair die many times and watch the frequencies.
const counts = [0, 0, 0, 0, 0, 0];
const stage = UI.stage(600, 320, "Biểu đồ cột số lần xuất hiện mỗi mặt");
const status = UI.result();

function draw() {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...counts);
  stage.replaceChildren(UI.svg("line", { x1: 20, y1: 280, x2: 580, y2: 280, class: "ink" }));
  counts.forEach((n, face) => {
    const height = (n / most) * 220;
    stage.append(UI.svg("rect", { x: 40 + face * 92, y: 280 - height, width: 60, height, class: "fill-blue" }),
      UI.svg("text", { x: 62 + face * 92, y: 304 }, String(face + 1)),
      UI.svg("text", { x: 48 + face * 92, y: 270 - height }, String(n)));
  });
  const chance = total ? counts[5] / total : 0;
  UI.say(status, total ? `Đã gieo ${UI.number(total)} lần. Xác suất thực nghiệm của mặt 6: ${counts[5]}/${total} ≈ ${UI.number(chance, 3)}; so với 1/6 ≈ 0,167.` : "Chưa gieo lần nào.");
}

function throwDice(times) {
  for (let n = 0; n < times; n += 1) counts[UI.random(6)] += 1;
  draw();
}

APP.append(stage, ...[1, 10, 100, 1000].map((n) => UI.make("button", { type: "button", onclick: () => throwDice(n) }, `Gieo ${UI.number(n)} lần`)),
  UI.make("button", { type: "button", onclick: () => { counts.fill(0); draw(); } }, "Xoá kết quả"), status);
draw();
