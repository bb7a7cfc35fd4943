/**
 * Deep links into a material: #t=751 starts the recording at that second, #page=40 opens the PDF at that page,
 * #slide=3 opens the text of the slides; and a transcript that follows the recording.
 */
function follow() {
  const [, kind, place] = location.hash.match(/^#(t|page)=(\d+)/) ?? [];
  if (kind === "t") {
    const player = document.querySelector("[data-viewer] :is(video, audio)");
    if (player) player.currentTime = Number(place);
  }
  if (kind === "page") {
    const frame = document.querySelector("[data-viewer] iframe");
    if (frame) frame.src = `${frame.src.split("#")[0]}#page=${place}`;
  }
  if (kind) document.querySelector("[data-viewer]")?.scrollIntoView({ block: "start" });
}

/** Text is folded away: older browsers do not open it for a link by themselves. */
function unfold() {
  const [anchor] = location.hash.slice(1).match(/^(slide|section|chapter)=\d+$/) ?? [];
  const line = anchor && document.getElementById(anchor);
  const folded = line?.closest("details");
  if (!folded || folded.open) return;
  folded.open = true;
  line.scrollIntoView({ block: "center" });
}

/** Mark the line that is being said. The first transcript belongs to the first recording, as its links do. */
function mark(player, links, times) {
  const now = times.findLastIndex((time) => time <= player.currentTime + 0.2);
  links.forEach((link, index) => {
    if (index === now) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

function followPlayer() {
  const player = document.querySelector("[data-viewer] :is(video, audio)");
  const links = [...document.querySelectorAll('[data-transcript] a[href^="#t="]')];
  if (!player || !links.length) return;
  const times = links.map((link) => Number(link.hash.slice(3)));
  player.addEventListener("timeupdate", () => mark(player, links, times));
}

addEventListener("hashchange", follow);
addEventListener("hashchange", unfold);
follow();
unfold();
followPlayer();
