// Keeps the workshop's page on this phone: that one page and its static files, under the secret address and nowhere else.
// The server says for how long (X-Keep-Offline, seconds). A page that may not be kept any more, or whose link was replaced,
// is forgotten the moment the server says so; without a signal at the latest when that time is over.
const PAGE = new URL(self.registration.scope).pathname;
const NAME = `spk ${PAGE}`;
const PATIENCE = 12000;

async function forget() {
  await caches.delete(NAME);
}

async function keep(answer) {
  const seconds = Number(answer.headers.get("X-Keep-Offline"));
  if (answer.status === 404 || answer.status === 410 || (answer.ok && !seconds)) return forget();
  if (!answer.ok) return;
  // What was said once ("40 pcs tercatat") is not said again from the copy.
  const text = (await answer.text()).replace(/<!--pesan-->[^]*?<!--\/pesan-->/, "");
  const parts = new Set([...text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]));
  const kept = await caches.open(NAME);
  const headers = { "Kept-Until": String(Date.now() + seconds * 1000) };
  for (const name of ["Content-Type", "Content-Security-Policy", "Referrer-Policy", "X-Robots-Tag"]) {
    if (answer.headers.has(name)) headers[name] = answer.headers.get(name);
  }
  await kept.put(PAGE, new Response(text, { headers }));
  for (const request of await kept.keys()) {
    const path = new URL(request.url).pathname;
    if (path !== PAGE && !parts.has(path)) await kept.delete(request);
  }
  await Promise.allSettled([...parts].map(async (part) => (await kept.match(part)) || kept.add(part)));
}

async function copy() {
  const kept = await (await caches.open(NAME)).match(PAGE);
  if (kept && Number(kept.headers.get("Kept-Until")) > Date.now()) return kept;
  await forget();
  return null;
}

async function shown(event) {
  const asked = fetch(event.request);
  try {
    const late = new Promise((_, no) => setTimeout(no, PATIENCE, new Error("no signal")));
    const answer = await Promise.race([asked, late]);
    event.waitUntil(keep(answer.clone()));
    if (answer.status < 500) return answer;
    return (await copy()) || answer;
  } catch {
    return (await copy()) || asked;
  }
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(fetch(PAGE, { headers: { Accept: "text/html" } }).then(keep, () => {}));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname === PAGE && request.mode === "navigate") {
    event.respondWith(shown(event));
  } else if (pathname.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(pathname, { cacheName: NAME })) || Response.error()));
  }
});
