"use strict";
// Phases of the Moon through the lunar month of about 29.5 days, as seen from Vietnam.
let day = 1;
const stage = UI.stage(600, 320, "Bên trái: Mặt Trăng quay quanh Trái Đất. Bên phải: Mặt Trăng nhìn từ Trái Đất");
const status = UI.result();
const NAMES = [[1.8, "trăng mới (không nhìn thấy)"], [6, "trăng lưỡi liềm đầu tháng"], [9, "bán nguyệt đầu tháng (trăng thượng huyền)"], [13.5, "trăng khuyết đầu tháng"], [16.8, "trăng tròn"], [20.5, "trăng khuyết cuối tháng"], [23.8, "bán nguyệt cuối tháng (trăng hạ huyền)"], [28.5, "trăng lưỡi liềm cuối tháng"], [31, "trăng mới (không nhìn thấy)"]];

function litShape(turn) {
  const side = turn < Math.PI ? 1 : -1;
  const bulge = Math.abs(Math.cos(turn)) * 100;
  const crescent = Math.cos(turn) > 0;
  const outer = side === 1 ? 1 : 0;
  const inner = crescent ? 1 - outer : outer;
  return `M 440 60 A 100 100 0 0 ${outer} 440 260 A ${bulge} 100 0 0 ${inner} 440 60 Z`;
}

function draw() {
  const turn = (2 * Math.PI * (day - 1)) / 29.5;
  const [x, y] = [150 - 95 * Math.cos(turn), 160 + 95 * Math.sin(turn)];
  stage.replaceChildren(
    UI.svg("text", { x: 4, y: 24 }, "← ánh sáng từ Mặt Trời chiếu từ bên trái"),
    UI.svg("circle", { cx: 150, cy: 160, r: 95, class: "fill-none thin", "stroke-dasharray": "5 6" }),
    UI.svg("circle", { cx: 150, cy: 160, r: 26, class: "fill-blue" }),
    UI.svg("circle", { cx: x, cy: y, r: 13, class: "fill-yellow ink" }),
    UI.svg("circle", { cx: 440, cy: 160, r: 100, class: "fill-soft ink" }),
    UI.svg("path", { d: litShape(turn), class: "fill-yellow" }));
  const name = NAMES.find(([end]) => day <= end)[1];
  UI.say(status, `Khoảng ngày ${day} âm lịch: ${name}.`);
}

APP.append(stage, UI.slider("Ngày âm lịch", 1, 29, 1, day, "", (v) => { day = v; draw(); }), status);
draw();
