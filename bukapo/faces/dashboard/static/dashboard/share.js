// Copies the caption and tells the server which facts went along. Without this script the text is held and copied by
// hand, and the button says that it was.
for (const form of document.querySelectorAll("[data-caption]")) {
  if (!navigator.clipboard) continue;
  const button = form.querySelector("button");
  const word = button.querySelector("[role=status]");
  word.textContent = button.dataset.copyWord;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(form.querySelector("textarea").value);
    } catch {
      form.querySelector("textarea").select(); // refused by the browser: the text is marked to be copied by hand
      return;
    }
    word.textContent = button.dataset.done;
    setTimeout(() => (word.textContent = button.dataset.copyWord), 2500);
    fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => {});
  });
}
