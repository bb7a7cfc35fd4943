"use strict";
// Counting: a group of objects appears, the child taps the number.
const { most = 10, noun = "con cá" } = window.CONFIG;
const stage = UI.stage(600, 260, `Hình các ${noun} để đếm`);
const status = UI.result();
const buttons = UI.make("div");
let count = 0;
let score = 0;

function fish(x, y) {
  return UI.svg("g", { transform: `translate(${x} ${y})` },
    UI.svg("polygon", { points: "-28,0 -48,-16 -48,16", class: "fill-yellow" }),
    UI.svg("ellipse", { rx: 32, ry: 19, class: "fill-yellow ink" }),
    UI.svg("circle", { cx: 17, cy: -5, r: 4, class: "fill-blue" }));
}

function next() {
  const before = count;
  do count = 1 + UI.random(most); while (count === before);
  stage.replaceChildren(UI.svg("rect", { width: 600, height: 260, class: "fill-soft" }));
  for (let n = 0; n < count; n += 1) {
    stage.append(fish(75 + (n % 5) * 115, 75 + Math.floor(n / 5) * 105 + (n % 2) * 14));
  }
}

function answer(value) {
  if (value === count) {
    score += 1;
    UI.say(status, `Đúng rồi, có ${count} ${noun}. Bé đã đếm đúng ${score} lần. Đếm tiếp nhé!`, true);
    next();
  } else {
    UI.say(status, `Chưa đúng. Bé chỉ tay vào từng ${noun} và đếm lại nào.`, false);
  }
}

for (let n = 1; n <= most; n += 1) buttons.append(UI.make("button", { type: "button", onclick: () => answer(n) }, String(n)));
APP.append(stage, UI.make("p", {}, `Có bao nhiêu ${noun}?`), buttons, status);
next();
