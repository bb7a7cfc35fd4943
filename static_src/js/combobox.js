/**
 * Suggestions while typing in a search form: form[data-suggest] holds the address that answers ?q=, data-suggest-*
 * the words. The keys are those of the editable combobox with a list in the ARIA Authoring Practices Guide: the focus
 * stays in the field, aria-activedescendant names the option. Without this module the form is a plain search.
 */
const WAIT_MS = 200;
const MIN_LETTERS = 2;
// The keyboard of a phone composes every word, so there the end of a composition is no sign of anything.
const touch = matchMedia("(pointer: coarse)");

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const tidy = (text) => text.normalize("NFC").trim().replace(/\s+/g, " ");

/** Lower case without diacritics, one character for each, so that places in it are places in the text. */
const fold = (text) =>
  Array.from(text, (letter) => {
    const bare = letter.normalize("NFD")[0].toLowerCase().replace("đ", "d");
    return bare.length === letter.length ? bare : letter;
  }).join("");

/** `text` as nodes, with what was typed in mark elements: whole words, and words that begin like the last one. */
function marked(text, typed) {
  const words = fold(typed).match(/[\p{L}\p{N}]+/gu);
  if (!words) return [text];
  const place = new RegExp(`(^|[^\\p{L}\\p{N}])((?:${words.join("|")})(?![\\p{L}\\p{N}])|${words.at(-1)})`, "gu");
  const nodes = [];
  let from = 0;
  for (const { 1: before, 2: word, index } of fold(text).matchAll(place)) {
    const start = index + before.length;
    nodes.push(text.slice(from, start), make("mark", {}, text.slice(start, start + word.length)));
    from = start + word.length;
  }
  return [...nodes, text.slice(from)];
}

function attach(form) {
  const input = form.querySelector("input[type=search]");
  const words = form.dataset;
  const listId = `${input.id}-list`;
  const list = make("div", { id: listId, role: "listbox", "aria-label": words.suggestLabel, class: "suggestions" });
  const status = make("p", { role: "status", class: "visually-hidden" });
  let options = [];
  let found = [];
  let active = -1;
  let composing = false;
  let timer;
  let request;

  function activate(index) {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function stop() {
    clearTimeout(timer);
    request?.abort();
  }

  function close() {
    stop();
    activate(-1);
    list.hidden = true;
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
  }

  const isOpen = () => !list.hidden;

  function show(suggestions, typed) {
    const groups = new Map();
    for (const suggestion of suggestions) {
      // A document found by its number stands apart from those found by their title.
      const label = suggestion.number ? words.suggestNumber : suggestion.kind_label;
      groups.set(label, [...(groups.get(label) ?? []), suggestion]);
    }
    found = [...groups.values()].flat();
    options = found.map(({ text, number }, index) => {
      const note = number ? [make("span", { class: "suggestions__note" }, ...marked(number, typed))] : [];
      const attributes = { id: `${listId}-${index}`, role: "option", "aria-selected": "false" };
      return make("div", { ...attributes, class: "suggestions__option" }, ...note, make("span", { class: "suggestions__text" }, ...marked(text, number ? "" : typed)));
    });
    list.replaceChildren(
      ...Array.from(groups, ([label, members]) => {
        const heading = make("p", { class: "suggestions__heading", "aria-hidden": "true" }, label);
        const own = members.map((member) => options[found.indexOf(member)]);
        return make("div", { role: "group", "aria-label": label }, heading, ...own);
      }),
    );
    activate(-1);
    list.hidden = !found.length;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(isOpen()));
    const count = found.length;
    status.textContent = count > 1 ? words.suggestMany.replace("{n}", count) : count ? words.suggestOne : words.suggestNone;
  }

  /** Asks and shows the answer, unless a newer question or the end of the interest came first. */
  async function ask(then) {
    const typed = tidy(input.value);
    const { suggest, suggestKind } = words;
    if (Array.from(typed).length < MIN_LETTERS || !navigator.onLine) return close();
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const question = new URLSearchParams({ q: typed, ...(suggestKind && { kind: suggestKind }) });
      const answer = await fetch(`${suggest}?${question}`, { signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (signal.aborted || document.activeElement !== input) return;
      show(suggestions, typed);
      then?.();
    } catch {
      // Cut off by a newer question or by the network: help that fails says nothing.
      if (!signal.aborted) close();
    }
  }

  function askSoon() {
    stop();
    if (!composing || touch.matches) timer = setTimeout(ask, WAIT_MS);
  }

  function choose(index) {
    const { text, url } = found[index];
    close();
    if (url) return location.assign(url);
    input.value = text;
    input.focus();
  }

  function move(step) {
    const edge = step > 0 ? 0 : options.length - 1;
    activate(active < 0 ? edge : (active + step + options.length) % options.length);
  }

  const keys = {
    ArrowDown: (event) => {
      if (isOpen()) move(1);
      else ask(event.altKey ? undefined : () => isOpen() && move(1));
    },
    ArrowUp: (event) => {
      if (event.altKey) close();
      else if (isOpen()) move(-1);
      else ask(() => isOpen() && move(-1));
    },
    Escape: () => {
      if (isOpen()) return close();
      stop();
      input.value = "";
    },
    Enter: () => {
      if (active >= 0) return choose(active);
      stop();
      return false;
    },
  };

  input.addEventListener("keydown", (event) => {
    // 229: Safari ends a composition before it reports the key that ended it.
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) activate(-1);
    const act = keys[event.key];
    if (act && act(event) !== false) event.preventDefault();
  });
  input.addEventListener("compositionstart", () => {
    composing = true;
    if (!touch.matches) stop();
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    askSoon();
  });
  input.addEventListener("input", () => {
    activate(-1);
    askSoon();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  // A press in the list leaves the focus in the field; scrolling it with a finger is no press.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const index = options.indexOf(event.target.closest("[role=option]"));
    if (index >= 0) choose(index);
  });

  list.hidden = true;
  const role = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId };
  for (const [name, value] of Object.entries({ ...role, autocomplete: "off" })) input.setAttribute(name, value);
  form.append(list, status);
}

document.querySelectorAll("form[data-suggest]").forEach(attach);
