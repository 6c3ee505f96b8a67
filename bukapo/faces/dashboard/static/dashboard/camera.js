// Codes by the camera. Like a scanner it types: what was read goes into the page's .scan form, which is then sent.
// Where the browser reads codes itself no picture leaves the phone; elsewhere small grey ones are read by the server.
const place = document.querySelector("[data-camera]");
const words = place.dataset, ours = new RegExp(`^(?:${words.ours})$`);
const [view, said] = [".camera-view", ".camera-said"].map((one) => place.querySelector(one));
const [open, close, torch] = ["[data-open]", "[data-close]", "[data-torch]"].map((one) => place.querySelector(one));
const canvas = document.createElement("canvas"), held = new Map();
const AWAY_MS = 1500, AWAY_PICTURES = 2, OWN_MS = 150, SENT_MS = 380, IDLE_MS = 120_000;
const FRAME_SIDE = 800, PHOTO_SIDE = 1600;
const WHY = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", OverconstrainedError: "none", NotReadableError: "busy", AbortError: "busy" };
let stream = null, video = null, reader = null;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const say = (text) => { if (said.textContent !== text) said.textContent = text; };

// The rule of one piece, once: a code counts again only after two pictures and 1.5 seconds without it.
const isFree = (code, at) => {
  const one = held.get(code);
  return !one || (one.missed >= AWAY_PICTURES && at - one.at >= AWAY_MS);
};

// What a picture taken `at` means: the one code to send, or nothing. Ours goes before a stranger's; two are none.
export function judged(texts, at) {
  const codes = [...new Set(texts.map((text) => text.replace(/\s+/g, "").toUpperCase()).filter(Boolean))];
  const own = codes.filter((code) => ours.test(code)), meant = own.length ? own : codes;
  const found = meant.length === 1 && isFree(meant[0], at) ? meant[0] : null;
  for (const [code, one] of held) if (!codes.includes(code)) one.missed += 1;
  for (const code of codes) if (code === found || !isFree(code, at)) held.set(code, { at, missed: 0 });
  if (meant.length > 1) say(words.several);
  else if (found) say(`${words.got} ${found}`);
  else if (!said.textContent.startsWith(words.got)) say(words.aim);
  return found;
}

function type(form, code) {
  const field = form.elements.kode, typed = field.value;
  field.value = code;
  form.requestSubmit();
  field.value = typed; // what somebody was typing stays
  place.classList.add("is-read");
  setTimeout(() => place.classList.remove("is-read"), 350);
  navigator.vibrate?.(60);
}

// A picture without colour and not larger than a code needs, as JPEG.
function small(picture, wide, high, side) {
  const scale = Math.min(1, side / Math.max(wide, high)), pen = canvas.getContext("2d");
  canvas.width = wide * scale;
  canvas.height = high * scale;
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  pen.globalCompositeOperation = "saturation";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.7));
}

// What the server reads, or null where this picture was not read.
async function readThere() {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", place.querySelector("[name=csrfmiddlewaretoken]").value);
  body.set("bingkai", await small(video, video.videoWidth, video.videoHeight, FRAME_SIDE), "bingkai.jpg");
  try {
    const answer = await fetch(words.read, { method: "POST", body });
    if (answer.redirected) return location.reload(), null; // logged out
    if (answer.ok) return (await answer.text()).split("\n").filter(Boolean);
    say(answer.status < 500 && answer.headers.get("Content-Type").startsWith("text/plain") ? await answer.text() : words.lost);
  } catch {
    say(words.lost);
  }
  await wait(2000);
  return null;
}

async function look() {
  if (!reader) return readThere();
  try {
    return (await reader.detect(video)).map((one) => one.rawValue);
  } catch {
    reader = null; // it is there, but does not work: from now on the server reads
    return null;
  }
}

async function ownReader() {
  const kinds = ["qr_code", "code_128"];
  const known = await window.BarcodeDetector?.getSupportedFormats().catch(() => []);
  return kinds.every((kind) => known?.includes(kind)) ? new BarcodeDetector({ formats: kinds }) : null;
}

async function watch(mine) {
  for (let last = Date.now(); stream === mine; ) {
    const at = Date.now(), form = document.querySelector(".scan");
    const rests = !form || "rest" in form.dataset;
    if (rests) say(form ? words.full : "");
    const texts = rests || !video.videoWidth ? null : await look();
    if (stream !== mine) return;
    const code = texts && judged(texts, at), now = document.querySelector(".scan");
    if (code && now) type(now, code);
    if (texts?.length || rests) last = at;
    if (at - last > IDLE_MS) return shut(), say(words.idle);
    await wait(Math.max(40, at + (reader ? OWN_MS : SENT_MS) - Date.now()));
  }
}

async function start() {
  open.disabled = true;
  place.classList.remove("is-refused");
  say("");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    video = Object.assign(document.createElement("video"), { srcObject: stream, muted: true, playsInline: true });
    view.replaceChildren(video);
    reader = await ownReader();
    shown(true);
    await video.play();
    say(words.aim);
  } catch (error) {
    return refused(WHY[error.name] ?? "blind");
  } finally {
    open.disabled = false;
  }
  const [track] = stream?.getVideoTracks() ?? [];
  track?.addEventListener("ended", () => refused("busy")); // taken away while it was on
  torch.hidden = !track?.getCapabilities?.().torch;
  watch(stream);
}

function shut() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = video = null;
  view.replaceChildren();
  shown(false);
  say("");
}

function refused(why) {
  shut();
  place.classList.add("is-refused");
  say(words[why]);
}

function shown(on) {
  place.classList.toggle("is-on", on);
  open.hidden = on;
  close.hidden = !on;
  torch.hidden = true;
  torch.ariaPressed = "false";
}

if (navigator.mediaDevices?.getUserMedia) {
  place.hidden = false;
  open.addEventListener("click", start);
  close.addEventListener("click", shut);
  torch.addEventListener("click", () => {
    const lit = torch.ariaPressed !== "true";
    stream?.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: lit }] }).then(() => (torch.ariaPressed = String(lit)), () => {});
  });
  document.addEventListener("visibilitychange", () => document.hidden && stream && shut());
  addEventListener("pagehide", () => stream && shut());
}

// A photo is sent as soon as it is taken, made small before: a phone's own is a hundred times as heavy.
document.addEventListener("change", async ({ target }) => {
  if (target.name !== "foto" || !target.files.length) return;
  try {
    const picture = await createImageBitmap(target.files[0]), files = new DataTransfer();
    const made = await small(picture, picture.width, picture.height, PHOTO_SIDE);
    files.items.add(new File([made], "foto.jpg", { type: "image/jpeg" }));
    target.files = files.files;
  } catch { /* a format this browser can't draw: the server judges it */ }
  target.form?.requestSubmit();
});
