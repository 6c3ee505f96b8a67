// The packing table without reloading: every form of #kemas is sent in the background, its answer takes the place of
// the part. The server decides; a scan that did not get through is sent again with its own key, so it counts once.
const box = document.getElementById("kemas");
const queue = [];
let busy = false;

const input = () => box.querySelector("[name=kode]:not([type=hidden])");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

function verdict(words, kind = "") {
  const said = document.createElement("p");
  said.className = "verdict" + (kind ? " verdict-" + kind : "");
  said.textContent = words;
  box.querySelector(".verdicts").replaceChildren(said);
}

let sound;
function beep(kind) {
  try {
    sound ??= new AudioContext();
    const tone = sound.createOscillator();
    tone.type = kind === "no" ? "sawtooth" : "sine";
    tone.frequency.value = kind === "no" ? 150 : kind === "done" ? 1320 : 880;
    tone.connect(sound.destination);
    tone.start();
    tone.stop(sound.currentTime + (kind === "no" ? 0.6 : 0.09));
  } catch { /* no sound here: the colour says it */ }
  navigator.vibrate?.(kind === "no" ? 300 : 60);
}

// A sound must be allowed by a tap once; what the camera reads comes without one.
document.addEventListener("click", () => {
  try {
    (sound ??= new AudioContext()).resume();
  } catch { /* none here */ }
}, { once: true });

async function send(form) {
  for (let pause = 500; ; pause = Math.min(8000, pause * 2)) {
    try {
      const answer = await fetch(form.action, { method: "POST", body: form.body, headers: { "X-Kemas": "1" } });
      if (answer.status < 500) return answer;
    } catch { /* the line is down */ }
    verdict(box.dataset.lost);
    await wait(pause);
  }
}

async function work() {
  if (busy) return;
  busy = true;
  for (let next; (next = queue.shift()); ) {
    const answer = await send(next);
    const text = await answer.text();
    if (!text.includes('class="verdicts"')) return location.reload(); // logged out, or moved away
    const typed = input()?.value ?? "";
    box.innerHTML = text;
    if (answer.redirected) history.replaceState(null, "", answer.url);
    const found = input();
    if (found) found.value = queue.length ? "" : typed;
    if (!document.querySelector(".camera.is-on")) found?.focus(); // beside the camera it would call up the keyboard
    beep(box.querySelector("[data-verdict]")?.dataset.verdict ?? "yes");
  }
  busy = false;
}

box.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target, fields = new FormData(form);
  const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
  if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
  if (body.has("kunci") && !body.has("cara")) body.set("kunci", crypto.randomUUID?.() ?? String(Math.random()).slice(2) + Date.now());
  const typed = form.querySelector("[name=kode]:not([type=hidden])");
  if (typed) {
    if (!typed.value.trim()) return;
    typed.value = ""; // a scanner types the next one at once
  }
  queue.push({ action: form.action, body });
  work();
});
