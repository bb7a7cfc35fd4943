"use strict";
// Which way separates the mixture? Sand is filtered, salt stays after the water has evaporated.
const { mixtures = [] } = window.CONFIG;
const WAYS = ["Lọc", "Để lắng rồi gạn", "Cô cạn", "Dùng nam châm"];
const question = UI.make("p", { className: "big" });
const status = UI.result();
const score = UI.make("p");
let place = 0;
let good = 0;
let tried = false;

function ask() {
  tried = false;
  question.textContent = mixtures[place].name;
}

function answer(way) {
  const right = mixtures[place].ways.includes(way);
  UI.say(status, `${right ? "Đúng" : "Chưa phù hợp"}. ${mixtures[place].because}`, right);
  if (right) {
    if (!tried) good += 1;
    place = (place + 1) % mixtures.length;
    ask();
  } else tried = true;
  score.textContent = `Đúng ngay lần đầu: ${good} hỗn hợp.`;
}

APP.append(UI.make("p", {}, "Chọn cách tách phù hợp cho hỗn hợp:"), question,
  UI.make("div", {}, ...WAYS.map((way) => UI.make("button", { type: "button", onclick: () => answer(way) }, way))), status, score);
ask();
