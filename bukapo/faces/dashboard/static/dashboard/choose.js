// <input data-check-all="form-id">: ticks every box of that form on this page. Hidden until this runs.
for (const all of document.querySelectorAll("[data-check-all]")) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][form="${all.dataset.checkAll}"]`)];
  all.closest("[hidden]").hidden = false;
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
  for (const box of boxes) {
    box.addEventListener("change", () => (all.checked = boxes.every((one) => one.checked)));
  }
}
