for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue; // plain http on a phone: the text itself can still be held and copied
  button.hidden = false;
  const word = button.querySelector("[role=status]");
  const before = word.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    word.textContent = button.dataset.done;
    setTimeout(() => (word.textContent = before), 2500);
  });
}
