/** A button [data-print] opens the print dialogue; it is hidden in the markup, since it needs this module. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
