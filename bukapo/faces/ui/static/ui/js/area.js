// [data-areas="address"]: a combobox that finds kelurahan by any part of their names and fills city, postal code and zone.
// Nothing depends on it: it has no name, and what it fills in can be typed or changed by hand.
const PAUSE = 250;

for (const box of document.querySelectorAll("[data-areas]")) {
  const input = box.querySelector("[role=combobox]");
  const list = box.querySelector("[role=listbox]");
  const said = box.querySelector("[role=status]");
  const form = box.closest("form");
  let areas = [];
  let table = false;
  let active = -1;
  let timer = 0;
  let asked = 0;
  box.hidden = false;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const point = (to) => {
    active = to;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };

  const fill = (name, value) => {
    const field = form.elements[name];
    if (!field || !value) return;
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) return;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const choose = (area) => {
    input.value = area.label;
    fill("city", area.place);
    if (area.village) fill("postal_code", area.postal_code);
    const ways = offer(area);
    const filled = ways ? (area.village ? "chosen" : "city") : "nowhere";
    said.textContent = box.dataset[filled] + (ways > 1 ? " " + box.dataset.ways.replace("0", ways) : "");
    close();
  };

  // The rows of the fee table that name the area come first, side by side (regular, express); how many there are.
  const offer = (area) => {
    const select = form.elements.zone_id;
    if (!select || !table || select.tagName !== "SELECT") return 1;
    for (const old of select.querySelectorAll("optgroup[data-near]")) old.replaceWith(...old.children);
    const near = area.zones.map(String).map((id) => [...select.options].find((o) => o.value === id)).filter(Boolean);
    if (near.length) {
      const group = document.createElement("optgroup");
      group.label = area.village || area.city;
      group.dataset.near = "";
      group.append(...near);
      (select.querySelector('option[value=""]') ?? select).after(group);
    }
    if (!near.some((option) => option.value === select.value)) {
      select.value = near[0]?.value ?? "";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return near.length;
  };

  const show = (told) => {
    areas = told.areas;
    table = told.table;
    list.replaceChildren(
      ...areas.map((area, i) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const rest = document.createElement("small");
        const around = area.village ? [area.district, area.city] : [];
        rest.textContent = [...around, area.province, area.postal_code].filter(Boolean).join(", ");
        option.append(area.village || area.city, rest);
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => choose(area));
        return option;
      }),
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !areas.length;
    input.setAttribute("aria-expanded", String(areas.length > 0));
    const words = told.instead ? box.dataset.instead : box.dataset.found;
    said.textContent = areas.length ? words.replace("0", areas.length) : box.dataset.none;
  };

  const ask = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(`${box.dataset.areas}&q=${encodeURIComponent(input.value)}`);
      const told = answer.ok ? await answer.json() : { areas: [] };
      if (mine === asked) show(told);
    } catch {
      close(); // no signal: the fields below are there
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    said.textContent = "";
    if (input.value.trim().length < 3) {
      asked++;
      close();
    } else timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // never sends the form
    if (list.hidden) return;
    if (event.key === "ArrowDown") point((active + 1) % areas.length);
    else if (event.key === "ArrowUp") point((active <= 0 ? areas.length : active) - 1);
    else if (event.key === "Enter" && active >= 0) choose(areas[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
}
