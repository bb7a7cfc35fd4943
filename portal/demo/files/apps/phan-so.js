"use strict";
// Two fractions as bars of one length: are they equal?
const { top: upper = [1, 2], bottom: lower = [2, 4] } = window.CONFIG;
const values = [...upper, ...lower];
const stage = UI.stage(620, 230, "Hai thanh giấy chia phần bằng nhau, phần tô đậm là tử số");
const status = UI.result();

function bar(y, part, parts, style) {
  const width = 580 / parts;
  for (let n = 0; n < parts; n += 1) {
    stage.append(UI.svg("rect", { x: 20 + n * width, y, width, height: 66, class: `${n < part ? style : "fill-paper"} ink` }));
  }
}

function draw() {
  const [a, b, c, d] = values;
  stage.replaceChildren();
  bar(25, Math.min(a, b), b, "fill-blue");
  bar(130, Math.min(c, d), d, "fill-green");
  const sign = a * d === b * c ? "=" : a * d > b * c ? ">" : "<";
  const note = a > b || c > d ? " Tử số lớn hơn mẫu số: thanh chỉ vẽ được một đơn vị." : "";
  UI.say(status, `Nhân chéo: ${a} × ${d} = ${a * d};  ${b} × ${c} = ${b * c}.  Vậy ${a}/${b} ${sign} ${c}/${d}.${note}`, sign === "=" ? true : undefined);
}

const names = ["Tử số trên", "Mẫu số trên", "Tử số dưới", "Mẫu số dưới"];
const sliders = names.map((name, n) => UI.slider(name, n % 2 ? 2 : 1, 12, 1, values[n], "", (value) => {
  values[n] = value;
  draw();
}));
APP.append(stage, ...sliders, status);
draw();
