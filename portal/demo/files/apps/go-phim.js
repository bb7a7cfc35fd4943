"use strict";
// Touch typing: the home row first; says which finger presses the key.
const { keys = "asdfghjkl", length = 20 } = window.CONFIG;
const FINGERS = { a: "ngón út trái", s: "ngón áp út trái", d: "ngón giữa trái", f: "ngón trỏ trái", g: "ngón trỏ trái", h: "ngón trỏ phải", j: "ngón trỏ phải", k: "ngón giữa phải", l: "ngón áp út phải" };
const shown = UI.make("p", { className: "big" });
const status = UI.result();
const input = UI.make("input", { type: "text", id: "typing", autocomplete: "off", autocapitalize: "none", spellcheck: false });
let line = "";
let place = 0;
let faults = 0;
let started = 0;

function begin() {
  line = Array.from({ length }, () => keys[UI.random(keys.length)]).join("");
  [place, faults, started] = [0, 0, 0];
  input.disabled = false;
  UI.say(status, "Đặt hai ngón trỏ lên phím F và J rồi bắt đầu gõ.");
  draw();
}

function draw() {
  shown.replaceChildren(line.slice(0, place), UI.make("strong", {}, `[${line[place] ?? ""}]`), line.slice(place + 1));
}

input.addEventListener("input", () => {
  const typed = input.value.slice(-1).toLowerCase();
  input.value = "";
  started = started || Date.now();
  if (typed === line[place]) place += 1;
  else faults += 1;
  draw();
  if (place < line.length) {
    UI.say(status, `Phím ${line[place].toUpperCase()}: dùng ${FINGERS[line[place]] ?? "ngón gần nhất"}. Gõ nhầm ${faults} lần.`);
    return;
  }
  const seconds = Math.max(1, (Date.now() - started) / 1000);
  UI.say(status, `Xong! ${line.length} phím trong ${UI.number(seconds, 0)} giây, gõ nhầm ${faults} lần.`, true);
  input.disabled = true;
});
APP.append(shown, UI.make("label", { htmlFor: "typing" }, "Gõ tại đây"), input, UI.make("button", { type: "button", onclick: begin }, "Dãy phím mới"), status);
begin();
