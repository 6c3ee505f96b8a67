// The packing table without reloading: every form of #kemas is sent in the background, its answer takes the place of
// the part. The server decides; a scan that did not get through is sent again with its own key, so it counts once.
const box = document.getElementById("kemas");
const queue = [];
let busy = false, camera = null;

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
  if (kind === "no") navigator.vibrate?.(300);
}

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
    if (found) (found.value = queue.length ? "" : typed), found.focus();
    offerCamera();
    beep(box.querySelector("[data-verdict]")?.dataset.verdict ?? "yes");
  }
  busy = false;
}

box.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target, body = new URLSearchParams(new FormData(form));
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

// The camera, where the browser reads codes itself; elsewhere nothing is offered and pieces are typed or tapped.
function offerCamera() {
  const form = box.querySelector(".scan");
  if (!form || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet";
  button.textContent = camera ? box.dataset.stop : box.dataset.camera;
  button.addEventListener("click", () => (camera ? stop() : start()));
  form.append(button);
  if (camera) form.append(camera.video), camera.video.play();
}

async function start() {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const video = Object.assign(document.createElement("video"), { srcObject: stream, muted: true, playsInline: true });
    camera = { stream, video, reader: new BarcodeDetector({ formats: ["qr_code", "code_128"] }) };
  } catch {
    return verdict(box.dataset.blind, "no");
  }
  box.querySelector(".scan > button[type=button]")?.remove();
  offerCamera();
  let last = "", since = 0;
  while (camera) {
    const [code] = await camera.reader.detect(camera.video).catch(() => []);
    // The same code counts again only after it left the picture for a moment: one sticker held still is one piece.
    if (code && (code.rawValue !== last || Date.now() - since > 1500)) {
      const field = input();
      if (field) (field.value = code.rawValue), field.form.requestSubmit();
    }
    if (code) (last = code.rawValue), (since = Date.now());
    await wait(150);
  }
}

function stop() {
  camera.stream.getTracks().forEach((track) => track.stop());
  camera.video.remove();
  camera = null;
  box.querySelector(".scan > button[type=button]")?.remove();
  offerCamera();
}

offerCamera();
