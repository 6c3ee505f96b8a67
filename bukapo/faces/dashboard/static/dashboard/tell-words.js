// A tap on a gap writes it where the cursor is; the preview follows the typing. Without this script "Lihat dulu" shows it.
const form = document.querySelector("[data-words-form]");
const shown = document.querySelector("[data-preview]");

if (form && shown) {
  let field = form.elements.body;
  let timer = 0;
  let turn = 0;

  const look = async () => {
    const mine = ++turn;
    const said = new FormData(form);
    said.set("lihat", "1");
    try {
      const answer = await fetch(location.href, { method: "POST", body: said, headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || mine !== turn) return;
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      shown.replaceChildren(...part.body.childNodes);
    } catch {
      /* offline: the last preview stays */
    }
  };

  form.addEventListener("focusin", (event) => {
    if (event.target === form.elements.body || event.target === form.elements.subject) field = event.target;
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 350);
  });
  for (const button of form.querySelectorAll("[data-gap]")) {
    button.disabled = false;
    button.addEventListener("click", () => {
      field.setRangeText(button.dataset.gap, field.selectionStart, field.selectionEnd, "end");
      field.focus();
      look();
    });
  }
  form.querySelector("[data-preview-button]").hidden = true;
}
