/**
 * The filter sheet of a phone. Without this module it opens and closes by its details element; with it the open
 * sheet is a dialog: it takes and keeps the focus, Escape and a tap beside it close it.
 */
const narrow = matchMedia("(max-width: 59.99rem)");
const FOCUSABLE = "summary, a[href], button:not([disabled]), input:not([disabled]), select";

function isVisible(element) {
  return element.getClientRects().length > 0;
}

function manage(panel) {
  const toggle = panel.querySelector("[data-facet-toggle]");
  const form = panel.querySelector("form");
  if (!toggle || !form) return;
  const summary = toggle.querySelector("summary");

  const sheetIsOpen = () => toggle.open && narrow.matches;

  const dialogAttributes = { role: "dialog", "aria-modal": "true", "aria-label": form.getAttribute("aria-label") };

  function syncState() {
    const open = sheetIsOpen();
    document.documentElement.classList.toggle("has-open-sheet", open);
    for (const [name, value] of Object.entries(dialogAttributes)) {
      if (open) panel.setAttribute(name, value);
      else panel.removeAttribute(name);
    }
  }

  function close() {
    toggle.open = false;
    summary.focus();
  }

  toggle.addEventListener("toggle", () => {
    syncState();
    if (sheetIsOpen()) summary.focus();
  });
  narrow.addEventListener("change", syncState);

  panel.addEventListener("keydown", (event) => {
    if (!sheetIsOpen()) return;
    if (event.key === "Escape") close();
    if (event.key !== "Tab") return;
    const stops = [...panel.querySelectorAll(FOCUSABLE)].filter(isVisible);
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  });

  document.addEventListener("click", (event) => {
    if (sheetIsOpen() && !panel.contains(event.target)) close();
  });
}

document.querySelectorAll("[data-facet-panel]").forEach(manage);
