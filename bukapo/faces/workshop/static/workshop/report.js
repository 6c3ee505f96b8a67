// Reports from a workshop without a signal. Every report is first kept on this phone (IndexedDB), then sent, in the order
// in which they were made, each with a key: sent twice it counts once. What is kept is reckoned into the page. A report that
// the server refuses stays, with the reason, until it is corrected or thrown away. Without IndexedDB the forms post
// themselves. The house's other half: reporting.py; the page itself is kept by worker.js.
const place = document.querySelector("[data-pending]");
const told = document.getElementById("lantai");
const floor = told && JSON.parse(told.textContent);
const LONGEST = 300;
const PATIENCE = 60000;
const SIDE = 1600;
const forms = [...document.querySelectorAll("form[data-report]")];
const number = (n) => n.toLocaleString("id-ID");
let kept = [];
let wait = 4;
let timer = 0;

// ---- the phone's drawer

const drawer = new Promise((yes, no) => {
  const asked = indexedDB.open("bukapo-spk", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("reports", { keyPath: "n", autoIncrement: true });
    asked.result.createObjectStore("floors", { keyPath: "number" });
  };
  asked.onsuccess = () => yes(asked.result);
  asked.onerror = asked.onblocked = () => no(asked.error);
});

async function act(store, mode, deed) {
  const base = await drawer;
  return new Promise((yes, no) => {
    const work = base.transaction(store, mode);
    const asked = deed(work.objectStore(store));
    work.oncomplete = () => yes(asked && asked.result);
    work.onerror = work.onabort = () => no(work.error);
  });
}

const look = async () => (kept = (await act("reports", "readonly", (s) => s.getAll())).filter((one) => one.number === floor.number));

// ---- where the stages stand, with what is kept

const waiting = () => kept.filter((one) => !one.refused);

function reckoned() {
  const done = floor.done.map((row) => [...row]);
  for (const { stage, counts } of waiting()) {
    for (const [size, n] of Object.entries(counts)) if (done[stage]) done[stage][size] = Math.min(n, floor.targets[size]);
  }
  return done;
}

const sum = (row) => row.reduce((all, n) => all + n, 0);
const box = (form, size) => form.elements[`size-${size}`];
const room = (done, stage) => (stage ? done[stage - 1] : floor.incoming);
const touched = (form) => [...form.elements].some((field) => field.dataset.touched) || form.elements.note.value !== "" || form.elements.photo.files.length > 0;

function show({ move = false } = {}) {
  const done = reckoned();
  for (const form of forms) showStage(form, Number(form.dataset.report), done);
  if (move) {
    const next = done.findIndex((row, stage) => sum(row) < sum(floor.targets) && sum(room(done, stage)) > sum(row));
    forms.forEach((form, at) => {
      form.closest("[data-fold]").open = at === next;
      form.closest("[data-stage]").classList.toggle("is-now", at === next);
    });
  }
  showKept();
}

function showStage(form, stage, done) {
  const article = form.closest("[data-stage]");
  const most = room(done, stage);
  const least = stage + 1 < done.length ? done[stage + 1] : floor.handed;
  const [total, whole, possible] = [sum(done[stage]), sum(floor.targets), sum(most)];
  article.querySelector("[data-total]").textContent = number(total);
  article.querySelector("progress").value = total;
  article.querySelector("[data-waits]").hidden = possible > 0;
  article.querySelector("[data-fold]").hidden = possible === 0;
  article.classList.toggle("is-done", total === whole);
  const all = form.querySelector("[data-all]");
  all.hidden = possible <= total;
  all.querySelector("span").textContent = possible < whole ? all.dataset.part.replace("{n}", number(possible)) : all.dataset.whole;
  for (const row of form.querySelectorAll("[data-size]")) {
    const size = row.dataset.size;
    const input = box(form, size);
    form.elements[`was-${size}`].value = done[stage][size];
    if (!input.dataset.touched) input.value = done[stage][size];
    input.min = least[size];
    input.max = most[size];
    const words = row.querySelector("[data-most]");
    words.textContent = words.dataset.words.replace("{n}", number(most[size]));
    row.classList.toggle("is-done", done[stage][size] === floor.targets[size]);
  }
  const jumps = form.querySelector("[data-jumps]");
  if (jumps) jumps.hidden = all.hidden;
  const free = Math.max(...most.map((n, size) => n - done[stage][size]));
  for (const jump of form.querySelectorAll("[name=tambah]")) jump.hidden = Number(jump.value) > free;
  add(form);
}

function add(form) {
  const boxes = [...form.querySelectorAll("[data-size]")].map((row) => Number(box(form, row.dataset.size).value) || 0);
  form.querySelector("[data-sum]").textContent = number(sum(boxes));
}

// ---- what waits, what was refused

const said = (one) => `${one.name}: ${Object.entries(one.counts).map(([size, n]) => `${one.labels[size]} ${number(n)}`).join(", ") || one.note}`;

function showKept() {
  const [late, refused] = [waiting(), kept.filter((one) => one.refused)];
  const notice = place.querySelector("[data-waiting]");
  notice.hidden = !late.length;
  place.hidden = !kept.length;
  const words = late.length === 1 ? place.dataset.one : place.dataset.many.replace("{n}", late.length);
  notice.querySelector("[data-count]").textContent = navigator.onLine && !timer ? place.dataset.sending : words;
  notice.querySelector("[data-words]").textContent = place.dataset.kept;
  notice.querySelector("[data-list]").replaceChildren(...late.map((one) => Object.assign(document.createElement("li"), { textContent: said(one) })));
  for (const old of place.querySelectorAll(".notice-stop")) old.remove();
  for (const one of refused) place.append(refusedNotice(one));
}

function refusedNotice(one) {
  const notice = place.querySelector("template[data-refused]").content.cloneNode(true).firstElementChild;
  notice.querySelector("[data-name]").textContent = one.name;
  notice.querySelector("[data-why]").textContent = one.refused;
  notice.querySelector("[data-what]").textContent = said(one);
  notice.querySelector("[data-correct]").addEventListener("click", () => correct(one));
  notice.querySelector("[data-drop]").addEventListener("click", async () => {
    await act("reports", "readwrite", (s) => s.delete(one.n));
    await look();
    show();
  });
  return notice;
}

function correct(one) {
  const form = forms[one.stage];
  if (!form) return;
  const fold = form.closest("[data-fold]");
  fold.hidden = false;
  fold.open = true;
  for (const [size, n] of Object.entries(one.counts)) Object.assign(box(form, size), { value: n }).dataset.touched = "1";
  form.elements.note.value = one.note;
  form.dataset.instead = one.n;
  add(form);
  box(form, Object.keys(one.counts)[0] ?? 0).focus();
}

// ---- a report is made

async function written(form, button) {
  const stage = Number(form.dataset.report);
  const done = reckoned();
  const [counts, labels, seen] = [{}, {}, {}];
  const chosen = form.elements.ukuran?.value ?? "0";
  for (const row of form.querySelectorAll("[data-size]")) {
    const size = row.dataset.size;
    const text = box(form, size).value.trim();
    let n = text === "" ? done[stage][size] : Number(text);
    if (button?.name === "semua") n = room(done, stage)[size];
    if (button?.name === "tambah" && size === chosen) n += Number(button.value);
    labels[size] = row.querySelector(".size-name > span").firstChild.textContent.trim();
    if (n !== done[stage][size]) [counts[size], seen[size]] = [n, done[stage][size]];
  }
  const old = kept.find((one) => String(one.n) === form.dataset.instead);
  const photo = form.elements.photo.files[0] ? await smaller(form.elements.photo.files[0]) : (old?.photo ?? null);
  const key = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const address = form.getAttribute("action");
  const name = form.closest("[data-stage]").dataset.name;
  return { number: floor.number, address, key, stage, name, counts, labels, seen, note: form.elements.note.value.trim(), photo, refused: "" };
}

async function smaller(file) {
  let [body, type] = [file, file.type];
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width * scale, height: picture.height * scale });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const less = await new Promise((yes) => canvas.toBlob(yes, "image/jpeg", 0.8));
    if (less && less.size < file.size) [body, type] = [less, "image/jpeg"];
  } catch {
    /* a format this browser can't draw; the server judges it */
  }
  return { bytes: await body.arrayBuffer(), type };
}

async function submitted(event) {
  const form = event.currentTarget;
  if (form.dataset.plain || [...form.querySelectorAll("[data-size]")].some((row) => !/^\s*\d*\s*$/.test(box(form, row.dataset.size).value))) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  try {
    const report = await written(form, event.submitter);
    if (!Object.keys(report.counts).length && !report.note && !report.photo) return;
    await act("reports", "readwrite", (s) => {
      if (form.dataset.instead) s.delete(Number(form.dataset.instead));
      return s.add(report);
    });
  } catch {
    // The drawer is full or shut: then as without a script.
    form.dataset.plain = "1";
    return form.requestSubmit(event.submitter);
  } finally {
    delete form.dataset.busy;
  }
  delete form.dataset.instead;
  form.elements.note.value = form.elements.photo.value = "";
  form.querySelectorAll(".preview").forEach((preview) => (preview.hidden = true));
  for (const field of form.elements) delete field.dataset.touched;
  await look();
  show({ move: true });
  place.scrollIntoView({ block: "nearest" });
  send();
}

// ---- sending

const alone = (deed) => (navigator.locks ? navigator.locks.request("bukapo-spk", deed) : deed());

async function post(one) {
  const body = new FormData();
  for (const [size, n] of Object.entries(one.counts)) body.append(`size-${size}`, n);
  for (const [size, n] of Object.entries(one.seen)) body.append(`was-${size}`, n);
  body.append("note", one.note);
  body.append("key", one.key);
  if (one.photo) body.append("photo", new Blob([one.photo.bytes], { type: one.photo.type }), "foto.jpg");
  const signal = AbortSignal.timeout ? AbortSignal.timeout(PATIENCE) : undefined;
  // The address is this page's: a link that was replaced meanwhile does not strand what was kept.
  const address = forms[one.stage]?.getAttribute("action") ?? one.address;
  const answer = await fetch(address, { method: "POST", body, signal, headers: { Accept: "application/json" } });
  // A busy server, or the log-in page of somebody's Wi-Fi: neither has judged the report.
  if (answer.status >= 500 || answer.status === 429 || !answer.headers.get("Content-Type")?.includes("json")) throw new Error("later");
  return answer.json();
}

async function sendAll() {
  let sent = 0;
  for (;;) {
    await look();
    const one = waiting()[0];
    if (!one) return sent;
    const answer = await post(one);
    if (answer.ok) {
      sent += 1;
      await standing(one, answer.at);
      await act("reports", "readwrite", (s) => s.delete(one.n));
    } else {
      await act("reports", "readwrite", (s) => s.put({ ...one, refused: answer.said || "?" }));
    }
  }
}

// What the server has taken is where the stages stand now; kept, because it outlives an older copy of the page.
async function standing(one, at) {
  for (const [size, n] of Object.entries(one.counts)) floor.done[one.stage][size] = n;
  floor.at = Math.max(floor.at, at || 0);
  await act("floors", "readwrite", (s) => s.put(floor));
}

async function send() {
  clearTimeout(timer);
  timer = 0;
  try {
    const sent = await alone(sendAll);
    wait = 4;
    if (sent && !forms.some(touched)) return location.reload();
  } catch {
    const seconds = wait * (1 + Math.random() * 0.3);
    wait = Math.min(LONGEST, wait * 2);
    timer = setTimeout(send, seconds * 1000);
  }
  await look();
  show();
}

async function start() {
  await look();
  const newer = await act("floors", "readonly", (s) => s.get(floor.number));
  if (newer && newer.at > floor.at) Object.assign(floor, newer);
  for (const form of forms) {
    form.addEventListener("submit", submitted);
    form.addEventListener("input", (event) => {
      const field = event.target;
      if (field.name.startsWith("size-")) {
        field.dataset.touched = "1";
        if (form.elements.ukuran?.length) form.elements.ukuran.value = field.name.slice(5);
        add(form);
      }
    });
  }
  addEventListener("online", () => ((wait = 4), send()));
  addEventListener("offline", () => show());
  if (kept.length) show({ move: waiting().length > 0 });
  else if (newer) show({ move: true });
  if (waiting().length) send();
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(place.dataset.worker).catch(() => {});
}

if (place && floor && window.indexedDB) start().catch(() => {});
