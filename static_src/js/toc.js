/** Marks the entry of the table of contents whose section is being read. */
const links = new Map();
for (const link of document.querySelectorAll("[data-toc] a[href^='#']")) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (target) links.set(target, link);
}

const headings = [...links.keys()];

/** The last heading above the upper third of the window, or the first of all. */
function headingBeingRead() {
  const line = innerHeight / 3;
  let found = headings[0];
  for (const heading of headings) {
    if (heading.getBoundingClientRect().top > line) break;
    found = heading;
  }
  return found;
}

let marked;

function mark() {
  const link = links.get(headingBeingRead());
  if (link === marked) return;
  marked?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  marked = link;
}

if (headings.length) {
  let waiting = false;
  const onScroll = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  addEventListener("scroll", onScroll, { passive: true });
  mark();

  // A chosen entry closes the folded list of a phone.
  const toggle = document.querySelector("[data-toc-toggle]");
  document.querySelector("[data-toc]").addEventListener("click", (event) => {
    if (event.target.closest("a")) toggle?.removeAttribute("open");
  });
}
