// Adds up while choosing and marks what is sold out. The server computes everything again; without this it still works.
const form = document.querySelector("#pesan");
const offer = JSON.parse(document.querySelector("#offer").textContent);
const total = document.querySelector("[data-total]");
const rupiah = (n) => "Rp" + n.toLocaleString("id-ID");

// One piece: the variant chosen (undefined while none is), and what is written on it.
function pieceOf(box, wire) {
  const product = offer.products[box.dataset.product];
  const fixed = JSON.parse(box.dataset.fixed || "null");
  const groups = [...box.querySelectorAll(".chips")].map((chips) => [...chips.querySelectorAll("input")]);
  const open = groups.values();
  const all = fixed ? fixed.map((value) => (value ? null : open.next().value)) : groups;
  const picks = all.map((radios, place) => (radios ? radios.find((r) => r.checked)?.value : fixed[place]));
  // A chip is struck when nothing is left of it together with what the other groups have chosen.
  all.forEach((radios, place) => {
    for (const radio of radios ?? []) {
      const free = Object.entries(product.variants).some(([name, [, left]]) => {
        const values = name.split("\u001f");
        const fits = picks.every((pick, i) => i === place || !pick || values[i] === pick);
        return fits && values[place] === radio.value && left !== 0;
      });
      radio.closest(".chip").classList.toggle("is-gone", !free);
    }
  });
  let extra = 0;
  for (const [id, price] of Object.entries(product.fields)) {
    if (form.elements[`${wire}-text-${id}`]?.value.trim()) extra += price;
  }
  return { variant: product.variants[picks.join("\u001f")], extra, grams: product.weight };
}

const qtyOf = (box) => parseInt(box.querySelector("[data-stepper] input").value, 10) || 0;

function lineOf(box) {
  const { variant, extra, grams } = pieceOf(box, `line-${box.dataset.line}`);
  const qty = qtyOf(box);
  return variant && qty > 0 ? { rupiah: (variant[0] + extra) * qty, grams: grams * qty } : { rupiah: 0, grams: 0 };
}

function packOf(box) {
  const [price, addsSurcharges] = offer.bundles[box.dataset.bundle];
  const qty = Math.max(0, qtyOf(box));
  let each = price;
  let grams = 0;
  for (const slot of box.querySelectorAll("[data-slot]")) {
    const piece = pieceOf(slot, slot.dataset.slot);
    each += piece.extra + (addsSurcharges && piece.variant ? piece.variant[2] : 0);
    grams += piece.grams;
  }
  return { rupiah: each * qty, grams: grams * qty };
}

function addUp() {
  let sum = 0;
  let grams = 0;
  for (const box of form.querySelectorAll("[data-line], [data-pack]")) {
    const line = box.dataset.pack ? packOf(box) : lineOf(box);
    const shown = box.querySelector("[data-line-total]");
    shown.textContent = rupiah(line.rupiah);
    shown.hidden = !line.rupiah;
    sum += line.rupiah;
    grams += line.grams;
  }
  const zone = offer.zones[form.elements.zone_id?.value];
  if (sum && zone && form.elements.fulfilment.value === "courier") {
    sum += zone[0] + (Math.max(1, Math.ceil(grams / 1000)) - 1) * zone[1];
  }
  total.textContent = rupiah(sum);
  total.closest(".bar-words")?.toggleAttribute("hidden", !sum);
}

// A reload shows the first line only; ask for as many lines and packages as the draft had, of the same kinds.
function linesOfDraft() {
  if (form.hasAttribute("data-bound") || location.search) return;
  const kept = JSON.parse(localStorage.getItem("draft:" + form.dataset.draft) || "null");
  if (!kept) return;
  const ids = (name) => Object.entries(kept.values).filter(([key]) => name.test(key)).map(([, value]) => value[0]);
  const lines = ids(/^line-\d+-product$/);
  const packs = ids(/^pack-\d+-bundle$/);
  if (lines.length > form.querySelectorAll("[data-line]").length || packs.length > form.querySelectorAll("[data-pack]").length) {
    location.replace("?" + new URLSearchParams({ baris: lines.join("-"), ...(packs.length && { paket: packs.join("-") }) }));
  }
}

try {
  linesOfDraft();
} catch {
  /* storage is off, or the draft is not ours */
}
form.addEventListener("input", addUp);
form.addEventListener("change", addUp);
addUp();
