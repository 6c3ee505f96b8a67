// Shows at once which variants the typed options make. The server reads the same lines when the form is saved.
const section = document.querySelector("[data-variants]");
const preview = section?.querySelector("[data-variants-preview]");
const plus = /\(?\s*\+\s*(?:rp\.?)?\s*([\d.,]+)\s*(rb|ribu|k)?\s*\)?$/i;
const MOST = 600;

function value(line) {
  let name = line.trim().replace(/\s+/g, " ").replace(/[*\s]+$/, "");
  const found = name.match(plus);
  if (!found) return { name, plus: 0 };
  name = name.slice(0, found.index).trim().replace(/[*\s]+$/, "");
  return { name, plus: Number(found[1].replace(/[.,]/g, "")) * (found[2] ? 1000 : 1) };
}

function options() {
  return [...section.querySelectorAll(".option")]
    .map((box) => ({
      name: box.querySelector("input[type=text]").value.trim(),
      values: box.querySelector("textarea").value.split("\n").filter((line) => line.trim()).map(value),
    }))
    .filter((option) => option.values.length);
}

const cross = (list) =>
  list.reduce(
    (made, option) => made.flatMap((one) => option.values.map((v) => ({ label: one.label ? `${one.label} / ${v.name}` : v.name, plus: one.plus + v.plus }))),
    [{ label: "", plus: 0 }],
  );

function cell(tag, text, scope) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (scope) made.scope = scope;
  return made;
}

function draw() {
  const [first, ...rest] = options();
  preview.replaceChildren();
  if (!first) return;
  const count = [first, ...rest].reduce((n, option) => n * option.values.length, 1);
  const words = document.createElement("p");
  words.append(cell("b", String(count)), ` ${section.dataset.wordsCount}`);
  preview.append(words);
  if (count > MOST) return;
  const columns = cross(rest);
  const table = document.createElement("table");
  table.className = "tight matrix";
  const head = document.createElement("tr");
  head.append(cell("th", first.name, "col"), ...columns.map((c) => cell("th", c.label || section.dataset.wordsExtra, "col")));
  const top = document.createElement("thead");
  top.append(head);
  const body = document.createElement("tbody");
  for (const v of first.values) {
    const row = document.createElement("tr");
    row.append(cell("th", v.name, "row"));
    for (const c of columns) {
      const amount = v.plus + c.plus;
      const data = cell("td", amount ? `+${amount.toLocaleString("id-ID")}` : "0");
      if (!amount) data.className = "zero";
      row.append(data);
    }
    body.append(row);
  }
  table.append(top, body);
  const box = document.createElement("div");
  box.className = "scroll";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", words.textContent);
  box.append(table);
  preview.append(box);
}

if (preview) {
  let waiting;
  section.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 250);
  });
}
