/**
 * Tells the portal at which place a followed result stood, so that editors see how well the search ranks. It says
 * nothing of the reader; the links are plain addresses and work without it.
 */
const ADDRESS = "/tim-kiem/nhan/";

function report(list, event) {
  const link = event.target.closest("a[href]");
  const row = link?.closest("li.search-hit");
  if (!row || event.button > 1) return;
  const position = [...list.children].indexOf(row) + 1;
  navigator.sendBeacon(ADDRESS, new URLSearchParams({ token: list.dataset.searchClicks, position }));
}

for (const list of document.querySelectorAll("[data-search-clicks]")) {
  list.addEventListener("click", (event) => report(list, event));
  // The middle button opens a result in a new tab.
  list.addEventListener("auxclick", (event) => report(list, event));
}
