// <form data-retry-seconds="7">: sends the same form again by itself, counting down in [data-retry-line] inside it.
// It stays on this page until somebody answers: a server that is away for a moment takes nothing from the buyer.
const BUSY = [429, 502, 503, 504];
const PATIENCE = 30;
const LONGEST = 60;

// Line ends as a form sends them: the same order in other bytes would look like another order.
function posted(form) {
  const fields = [...new FormData(form)].map(([name, value]) => [name, value.replace(/\r\n|\r|\n/g, "\r\n")]);
  return new URLSearchParams(fields);
}

function start(form, line) {
  // Not form.action: a field of that name hides it.
  const address = form.getAttribute("action");
  let left = 0;
  let timer = 0;
  let waits = Number(form.dataset.retrySeconds);

  const say = (words) => {
    line.hidden = false;
    line.textContent = words.replace("{n}", String(left));
  };

  const wait = (seconds) => {
    // Thousands may be waiting with us: nobody comes at the same instant, and patience grows.
    left = Math.max(1, Math.round(seconds * (1 + Math.random() * 0.3)));
    clearInterval(timer);
    timer = setInterval(tick, 1000);
    say(line.dataset.waiting);
  };

  const tick = () => {
    if (!navigator.onLine) return say(line.dataset.offline);
    left -= 1;
    if (left > 0) return say(line.dataset.waiting);
    clearInterval(timer);
    send();
  };

  const send = async () => {
    say(line.dataset.sending);
    let answer;
    try {
      const signal = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE * 1000) : undefined;
      answer = await fetch(address, { method: "POST", body: posted(form), signal });
    } catch {
      return again();
    }
    if (BUSY.includes(answer.status)) {
      news(await answer.text().catch(() => ""));
      return again(Number(answer.headers.get("Retry-After")));
    }
    if (answer.redirected) return location.replace(answer.url);
    // Any other answer is shown by the browser itself: the same form once more, which changes nothing on the server.
    HTMLFormElement.prototype.submit.call(form);
  };

  const again = (told) => {
    waits = told || Math.min(LONGEST, waits * 1.5);
    wait(Math.min(LONGEST, waits));
  };

  const news = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-retry-told]");
    if (fresh) form.querySelector("[data-retry-told]").replaceWith(fresh);
  };

  form.addEventListener("submit", () => clearInterval(timer));
  addEventListener("pageshow", (event) => event.persisted && wait(waits));
  wait(waits);
}

for (const form of document.querySelectorAll("form[data-retry-seconds]")) {
  const line = form.querySelector("[data-retry-line]");
  if (line && Number(form.dataset.retrySeconds) > 0) start(form, line);
}
