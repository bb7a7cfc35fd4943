/**
 * Deep links into a material: #t=751 starts the recording at that second, #page=40 opens the PDF at that page.
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

addEventListener("hashchange", follow);
follow();
