// The link opens WhatsApp in another window; this page marks the message as sent meanwhile and shows the next one.
// Without this script the button beside it does the same.
const queue = document.querySelector("[data-queue]");

async function post(form) {
  const letter = form.closest(".letter");
  letter?.classList.add("letter-sending");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    queue.replaceChildren(...page.querySelector("[data-queue]").childNodes);
  } catch {
    letter?.classList.remove("letter-sending"); // offline, perhaps: the message stays, its button too
  }
}

queue?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-send]");
  if (link) post(link.closest(".letter").querySelector("[data-mark]"));
});

queue?.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-mark], [data-swap]");
  if (!form) return;
  event.preventDefault();
  post(form);
});
