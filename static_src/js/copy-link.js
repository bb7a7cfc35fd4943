/**
 * Copies an address: a button [data-copy-link] copies its href or, without one, the address of the page.
 * The result is said in the live region [data-copy-result] (words in data-copied of the region).
 */
const SHOWN_FOR_MS = 4000;

function addressOf(button) {
  return new URL(button.dataset.copyLink || location.href, location.href).href;
}

async function share(button) {
  const url = addressOf(button);
  if (button.hasAttribute("data-share") && navigator.share) {
    await navigator.share({ title: document.title, url });
    return false;
  }
  await navigator.clipboard.writeText(url);
  return true;
}

const region = document.querySelector("[data-copy-result]");
let hideTimer;

for (const button of document.querySelectorAll("[data-copy-link]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await share(button).catch(() => false);
    if (!copied || !region) return;
    region.textContent = region.dataset.copied;
    clearTimeout(hideTimer);
    hideTimer = setTimeout(() => (region.textContent = ""), SHOWN_FOR_MS);
  });
}
