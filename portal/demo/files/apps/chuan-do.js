"use strict";
// Titration of a strong acid by a strong base at 25 °C; phenolphthalein turns pink above about pH 8.3.
const { acidVolume = 20, acid = 0.1, base = 0.1 } = window.CONFIG;
let added = 0;
const points = [];
const stage = UI.stage(620, 380, "Bình tam giác và đường cong chuẩn độ");
const status = UI.result();

function acidity(volume) {
  const surplus = (acid * acidVolume - base * volume) / (acidVolume + volume);
  // [H+] from charge balance, with water's own ions: h − Kw/h = surplus.
  const hydrogen = (surplus + Math.sqrt(surplus * surplus + 4e-14)) / 2;
  const exact = surplus >= 0 ? hydrogen : 2e-14 / (-surplus + Math.sqrt(surplus * surplus + 4e-14));
  return -Math.log10(exact);
}

function draw() {
  const value = acidity(added);
  if (!points.some(([x]) => x === added)) points.push([added, value]);
  points.sort((a, b) => a[0] - b[0]);
  const path = points.map(([x, y]) => `${240 + x * 8.5},${340 - y * 22}`).join(" ");
  stage.replaceChildren(
    UI.svg("polygon", { points: "80,120 120,120 120,190 170,320 30,320 80,190", class: `${value > 8.3 ? "fill-red" : "fill-soft"} ink` }),
    UI.svg("line", { x1: 100, y1: 10, x2: 100, y2: 90, class: "blue", "stroke-width": 14 }),
    UI.svg("line", { x1: 240, y1: 340, x2: 600, y2: 340, class: "ink" }),
    UI.svg("line", { x1: 240, y1: 340, x2: 240, y2: 20, class: "ink" }),
    UI.svg("line", { x1: 240, y1: 340 - 7 * 22, x2: 600, y2: 340 - 7 * 22, class: "thin", "stroke-dasharray": "4 6" }),
    UI.svg("text", { x: 470, y: 366 }, "V NaOH (mL)"), UI.svg("text", { x: 250, y: 30 }, "pH"),
    UI.svg("polyline", { points: path, class: "fill-none red", "stroke-width": 3 }));
  const colour = value > 8.3 ? "phenolphthalein chuyển màu hồng" : "dung dịch không màu";
  UI.say(status, `Đã thêm ${UI.number(added, 1)} mL NaOH: pH ≈ ${UI.number(value, 2)}; ${colour}.`);
}

function add(volume) {
  added = Math.min(40, Math.round((added + volume) * 10) / 10);
  draw();
}

APP.append(stage, UI.make("p", {}, `Trong bình: ${UI.number(acidVolume)} mL HCl ${UI.number(acid)} M và vài giọt phenolphthalein. Trên buret: NaOH ${UI.number(base)} M.`),
  ...[5, 1, 0.1].map((v) => UI.make("button", { type: "button", onclick: () => add(v) }, `Thêm ${UI.number(v)} mL`)),
  UI.make("button", { type: "button", onclick: () => { added = 0; points.length = 0; draw(); } }, "Làm lại"), status);
draw();
