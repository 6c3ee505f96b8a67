// data-lint="/…/periksa-kata/syarat/" on a form: its panel follows the typing. Without this script saving shows it.
const form = document.querySelector("form[data-lint]");
const panel = form?.querySelector("[data-linter]");

if (panel) {
  let timer = 0;
  let turn = 0;

  const look = async () => {
    const mine = ++turn;
    try {
      const answer = await fetch(form.dataset.lint, { method: "POST", body: new FormData(form) });
      if (!answer.ok || mine !== turn) return;
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      panel.replaceChildren(...part.body.childNodes);
    } catch {
      /* offline: what was said last stays */
    }
  };

  form.addEventListener("input", (event) => {
    if (event.target.name !== panel.dataset.linter) return;
    clearTimeout(timer);
    timer = setTimeout(look, 500);
  });
}
