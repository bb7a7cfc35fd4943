"use strict";
// Practice questions with an explanation after each answer.
const { questions = [] } = window.CONFIG;
let good = 0;
let done = 0;
const total = UI.result();

function show({ ask, choices, answer, because }, number) {
  const status = UI.result();
  const buttons = choices.map((text, n) => UI.make("button", { type: "button", className: "choice", onclick: () => choose(n) }, `${"ABCD"[n]}. ${text}`));
  function choose(n) {
    buttons.forEach((button) => { button.disabled = true; });
    done += 1;
    if (n === answer) good += 1;
    UI.say(status, `${n === answer ? "Đúng." : `Chưa đúng, đáp án ${"ABCD"[answer]}.`} ${because}`, n === answer);
    UI.say(total, `Đã làm ${done}/${questions.length} câu, đúng ${good} câu.`);
  }
  return UI.make("fieldset", {}, UI.make("legend", {}, `Câu ${number + 1}`), UI.make("p", {}, ask), ...buttons, status);
}

APP.append(...questions.map(show), total, UI.make("button", { type: "button", onclick: () => window.location.reload() }, "Làm lại từ đầu"));
