// Runs in the head, before the first paint: a reader who chose a theme never sees the other one flash.
try {
  const choice = localStorage.getItem("theme");
  if (choice) document.documentElement.dataset.theme = choice;
} catch {
  // Storage is switched off: the system's theme stands.
}
