"use strict";
// A program of steps leads the boat to the island; "lặp" repeats the next step.
const { grid = ["S..#.", ".#...", ".#.#.", "...#E"], repeat = 3 } = window.CONFIG;
const cell = 90;
const stage = UI.stage(grid[0].length * cell, grid.length * cell, "Mê cung: thuyền ở ô bắt đầu, đảo là đích");
const shown = UI.make("p");
const status = UI.result();
const MOVES = [[1, 0], [0, 1], [-1, 0], [0, -1]];
const NAMES = { tien: "tiến", trai: "rẽ trái", phai: "rẽ phải", lap: `lặp ${repeat} lần:` };
let steps = [];
let boat;

function reset() {
  const y = grid.findIndex((row) => row.includes("S"));
  boat = { x: grid[y].indexOf("S"), y, turn: 0 };
}

function draw() {
  stage.replaceChildren();
  grid.forEach((row, y) => [...row].forEach((mark, x) => {
    stage.append(UI.svg("rect", { x: x * cell, y: y * cell, width: cell, height: cell, class: `${mark === "#" ? "fill-green" : mark === "E" ? "fill-yellow" : "fill-soft"} thin` }));
  }));
  stage.append(UI.svg("polygon", { points: "-26,-20 32,0 -26,20", class: "fill-blue ink", transform: `translate(${boat.x * cell + cell / 2} ${boat.y * cell + cell / 2}) rotate(${boat.turn * 90})` }));
  shown.textContent = steps.length ? `Chương trình: ${steps.map((s) => NAMES[s]).join(" → ")}` : "Chương trình còn trống.";
}

function move(step) {
  if (step === "trai") boat.turn = (boat.turn + 3) % 4;
  else if (step === "phai") boat.turn = (boat.turn + 1) % 4;
  else {
    const [dx, dy] = MOVES[boat.turn];
    const mark = grid[boat.y + dy]?.[boat.x + dx];
    if (mark === undefined || mark === "#") return false;
    boat.x += dx;
    boat.y += dy;
  }
  return true;
}

function expand() {
  const plain = [];
  for (let n = 0; n < steps.length; n += 1) {
    if (steps[n] !== "lap") plain.push(steps[n]);
    else if (steps[n + 1] && steps[n + 1] !== "lap") {
      for (let times = 0; times < repeat; times += 1) plain.push(steps[n + 1]);
      n += 1;
    }
  }
  return plain;
}

function run() {
  reset();
  const plain = expand();
  const failed = plain.findIndex((step) => !move(step));
  draw();
  if (failed >= 0) UI.say(status, `Thuyền mắc cạn ở bước ${failed + 1}. Sửa bước đó rồi chạy lại.`, false);
  else if (grid[boat.y][boat.x] === "E") UI.say(status, `Đã tới đảo sau ${plain.length} bước, chương trình dài ${steps.length} lệnh. Viết ngắn hơn được không?`, true);
  else UI.say(status, "Thuyền chưa tới đảo. Thêm lệnh rồi chạy lại.");
}

const commands = Object.entries(NAMES).map(([step, name]) => UI.make("button", { type: "button", onclick: () => { steps.push(step); draw(); } }, name));
APP.append(stage, UI.make("div", {}, ...commands), shown,
  UI.make("button", { type: "button", onclick: run }, "Chạy"),
  UI.make("button", { type: "button", onclick: () => { steps.pop(); draw(); } }, "Bỏ lệnh cuối"),
  UI.make("button", { type: "button", onclick: () => { steps = []; reset(); draw(); } }, "Làm lại"), status);
reset();
draw();
