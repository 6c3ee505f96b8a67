// data-live="/p/…/kini/?v=7.3": asks for news (204: none), ever more rarely, for half an hour. Then <main>
// becomes the page's new one (data-reload: anew); never under typing hands. Countdowns reckon from the first page.
const box = document.querySelector("[data-live]");
const first = +box.dataset.first;
let wait = first, since = Date.now(), timer;

const get = (address) => fetch(address, { cache: "no-store" });
const typing = (main) => [...main.querySelectorAll("input,textarea,select")].some((f) => f === document.activeElement ||
  (f.files ? f.files.length : "defaultValue" in f && f.value !== f.defaultValue));

async function renew() {
  if ("reload" in box.dataset) return location.reload();
  const answer = await get(location.pathname + "?kabar=kini");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("main"), main = document.querySelector("main");
  box.dataset.live = page.querySelector("[data-live]")?.dataset.live ?? "";
  box.querySelector("[role=status]").textContent = box.dataset.said + " " + fresh.querySelector(".stamp-place").innerText.trim();
  if (typing(main)) return;
  const late = Math.round(performance.now() - (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0));
  const folds = [...main.querySelectorAll("details")];
  fresh.querySelectorAll("details").forEach((fold, place) => (fold.open ||= !!folds[place]?.open));
  for (const cell of fresh.querySelectorAll("[data-now]")) cell.dataset.now -= late;
  main.replaceWith(fresh);
  for (const { src } of document.querySelectorAll("script[type=module]")) if (!src.includes("live")) import(src + "?" + late);
}

async function ask() {
  const answer = await get(box.dataset.live).catch(() => 0);
  wait = Math.min(6e4, wait * 1.3);
  if (answer.status === 200) (wait = first), await renew().catch(() => 0);
  next();
}

function next() {
  clearTimeout(timer);
  if (!document.hidden && box.dataset.live && Date.now() - since < 18e5) timer = setTimeout(ask, wait * (0.8 + Math.random() * 0.4));
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) (wait = first / 4), (since = Date.now());
  next();
});
next();
