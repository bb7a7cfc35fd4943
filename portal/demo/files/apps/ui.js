"use strict";
// Small building blocks shared by the applications: elements, drawings, sliders, numbers.
const UI = {
  number(value, digits = 2) {
    return Number(value).toLocaleString("vi", { maximumFractionDigits: digits });
  },
  make(tag, options = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(options)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name in node && name !== "list") node[name] = value;
      else node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  },
  svg(tag, options = {}, ...children) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(options)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  },
  stage(width, height, label) {
    return UI.svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
  },
  slider(text, min, max, step, value, unit, change) {
    const shown = UI.make("output", {}, `${UI.number(value)} ${unit}`);
    const input = UI.make("input", { type: "range", min, max, step, value });
    input.addEventListener("input", () => {
      shown.textContent = `${UI.number(input.value)} ${unit}`;
      change(Number(input.value));
    });
    return UI.make("label", {}, `${text}: `, shown, input);
  },
  result() {
    return UI.make("p", { className: "result", role: "status" });
  },
  say(node, text, good) {
    node.textContent = text;
    node.className = `result ${good === undefined ? "" : good ? "right" : "wrong"}`;
  },
  random(limit) {
    return Math.floor(Math.random() * limit);
  },
};
const APP = document.getElementById("app");
