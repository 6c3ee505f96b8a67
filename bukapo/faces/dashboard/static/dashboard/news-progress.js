// A broadcast under way: its part of the page is fetched again every few seconds, until it is over.
const every = 3000;

async function look() {
  const shown = document.querySelector("[data-progress]");
  if (!shown?.hasAttribute("data-live") || shown.querySelector("details[open]")) return;
  try {
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-progress]");
    if (fresh) shown.replaceWith(fresh);
  } catch {
    /* offline: the next look may succeed */
  }
}

if (document.querySelector("[data-progress][data-live]")) {
  setInterval(() => {
    if (!document.hidden) look();
  }, every);
}
