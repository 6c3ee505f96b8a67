for (const box of document.querySelectorAll("[data-stepper]")) {
  const input = box.querySelector("input");
  for (const button of box.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const low = input.min === "" ? 0 : Number(input.min);
      const high = input.max === "" ? Infinity : Number(input.max);
      input.value = Math.min(high, Math.max(low, (parseInt(input.value, 10) || 0) + Number(button.dataset.step)));
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
