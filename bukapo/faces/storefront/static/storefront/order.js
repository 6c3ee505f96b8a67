// Adds up while choosing and marks what is sold out. The server computes everything again; without this it still works.
const form = document.querySelector("#pesan");
const offer = JSON.parse(document.querySelector("#offer").textContent);
const total = document.querySelector("[data-total]");
const rupiah = (n) => "Rp" + n.toLocaleString("id-ID");

function lineOf(box) {
  const product = offer.products[box.dataset.product];
  const groups = [...box.querySelectorAll(".chips")].map((chips) => [...chips.querySelectorAll("input")]);
  const picks = groups.map((radios) => radios.find((r) => r.checked)?.value);
  const found = product.variants[picks.join("\u001f")];
  // A chip is struck when nothing is left of it together with what the other groups have chosen.
  groups.forEach((radios, place) => {
    for (const radio of radios) {
      const free = Object.entries(product.variants).some(([name, [, left]]) => {
        const values = name.split("\u001f");
        const fits = picks.every((pick, i) => i === place || !pick || values[i] === pick);
        return fits && values[place] === radio.value && left !== 0;
      });
      radio.closest(".chip").classList.toggle("is-gone", !free);
    }
  });
  const qty = parseInt(box.querySelector("[data-stepper] input").value, 10) || 0;
  if (!found || qty < 1) return { rupiah: 0, grams: 0 };
  let each = found[0];
  for (const [id, price] of Object.entries(product.fields)) {
    if (form.elements[`line-${box.dataset.line}-text-${id}`]?.value.trim()) each += price;
  }
  return { rupiah: each * qty, grams: product.weight * qty };
}

function addUp() {
  let sum = 0;
  let grams = 0;
  for (const box of form.querySelectorAll("[data-line]")) {
    const line = lineOf(box);
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
}

// A reload shows the first line only; ask for as many lines as the draft had, of the same products.
function linesOfDraft() {
  if (form.hasAttribute("data-bound") || location.search) return;
  const kept = JSON.parse(localStorage.getItem("draft:" + form.dataset.draft) || "null");
  if (!kept) return;
  const products = Object.entries(kept.values).filter(([name]) => /^line-\d+-product$/.test(name)).map(([, value]) => value[0]);
  if (products.length > form.querySelectorAll("[data-line]").length) location.replace("?baris=" + products.join("-"));
}

try {
  linesOfDraft();
} catch {
  /* storage is off, or the draft is not ours */
}
form.addEventListener("input", addUp);
form.addEventListener("change", addUp);
addUp();
