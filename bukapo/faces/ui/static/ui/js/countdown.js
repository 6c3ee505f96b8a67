// Counts by the server's clock: the page says what time it was when it was made, a wrong phone clock cancels out.
const cells = document.querySelectorAll("[data-countdown]");

// A page taken from history, or kept by the browser and only confirmed (304), carries an old `data-now`; then the Date
// header is asked once. What came over the wire whole is larger than its body. A proxy keeps the page for a second at most.
async function offsetFrom(madeAt) {
  const entry = performance.getEntriesByType("navigation")[0];
  const arrived = Date.now() - performance.now() + (entry ? entry.responseStart : 0);
  const shipped = madeAt - arrived;
  const whole = entry && entry.type !== "back_forward" && entry.transferSize > entry.encodedBodySize;
  if (!entry || whole) return shipped;
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    return Date.parse(answer.headers.get("Date")) - Date.now();
  } catch {
    return shipped;
  }
}

for (const box of cells) {
  const until = Number(box.dataset.until);
  const units = box.dataset.units.split(",");
  const face = box.querySelector(".countdown-cells");
  const figures = units.map((unit) => {
    const cell = document.createElement("span");
    const figure = document.createElement("b");
    const name = document.createElement("i");
    name.textContent = unit;
    cell.append(figure, name);
    face.append(cell);
    return figure;
  });
  offsetFrom(Number(box.dataset.now)).then((offset) => {
    const left = () => Math.ceil((until - Date.now() - offset) / 1000);
    if (left() <= 0) return;
    const draw = () => {
      const s = left();
      if (s <= 0) {
        clearInterval(timer);
        // The page changes state now; everybody's phone does, so the reloads are spread over five seconds.
        setTimeout(() => location.reload(), 1000 + Math.random() * 4000);
      }
      [s / 86400, (s / 3600) % 24, (s / 60) % 60, s % 60].forEach((value, i) => {
        figures[i].textContent = String(Math.max(0, Math.floor(value))).padStart(2, "0");
      });
    };
    const timer = setInterval(draw, 1000);
    draw();
    face.hidden = false;
  });
}
