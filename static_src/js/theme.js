/**
 * The theme choice of the footer. It lives in localStorage, so anonymous readers need no cookie; the fieldset is
 * hidden in the markup because without a script it could do nothing.
 */
const KEY = "theme";

function storedChoice() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function choose(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  try {
    if (theme) localStorage.setItem(KEY, theme);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: the choice lasts for this page only.
  }
}

const fieldset = document.querySelector("[data-theme-choice]");
if (fieldset) {
  const current = storedChoice();
  for (const radio of fieldset.querySelectorAll("input")) radio.checked = radio.value === current;
  fieldset.addEventListener("change", (event) => choose(event.target.value));
  fieldset.hidden = false;
}
