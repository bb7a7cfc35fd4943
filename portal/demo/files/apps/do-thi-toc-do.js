"use strict";
// Distance–time graph of a trip in two legs with a rest between them.
let { first = 12, rest = 10, second = 18 } = window.CONFIG;
const stage = UI.stage(620, 340, "Đồ thị quãng đường theo thời gian");
const status = UI.result();
const X = (minutes) => 60 + minutes * 8.5;
const Y = (km) => 300 - km * 14;

function draw() {
  const marks = [[0, 0], [20, (first * 20) / 60], [20 + rest, (first * 20) / 60], [40 + rest, ((first + second) * 20) / 60]];
  stage.replaceChildren(
    UI.svg("line", { x1: 60, y1: 300, x2: 600, y2: 300, class: "ink" }), UI.svg("line", { x1: 60, y1: 300, x2: 60, y2: 10, class: "ink" }),
    UI.svg("text", { x: 500, y: 330 }, "t (phút)"), UI.svg("text", { x: 6, y: 24 }, "s (km)"),
    UI.svg("polyline", { points: marks.map(([t, s]) => `${X(t)},${Y(s)}`).join(" "), class: "fill-none blue", "stroke-width": 4 }));
  for (const [t, s] of marks) stage.append(UI.svg("circle", { cx: X(t), cy: Y(s), r: 5, class: "fill-red" }), UI.svg("text", { x: X(t) - 8, y: 318 }, String(t)));
  const [time, way] = marks[3];
  UI.say(status, `Cả chuyến: ${UI.number(way)} km trong ${time} phút, tốc độ trung bình ${UI.number((way / time) * 60)} km/h. Đoạn nằm ngang là lúc nghỉ.`);
}

APP.append(stage,
  UI.slider("Tốc độ 20 phút đầu", 3, 30, 1, first, "km/h", (v) => { first = v; draw(); }),
  UI.slider("Nghỉ", 0, 20, 5, rest, "phút", (v) => { rest = v; draw(); }),
  UI.slider("Tốc độ 20 phút sau", 3, 30, 1, second, "km/h", (v) => { second = v; draw(); }), status);
draw();
