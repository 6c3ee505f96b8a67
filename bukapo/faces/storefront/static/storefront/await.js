// <… data-await="/p/…/keadaan/" data-now="pending">: asks for one word, ever more rarely, and fetches the page anew
// when it is another. Where no script runs, the page refreshes itself.
const FIRST = 3000;
const LONGEST = 20000;

for (const part of document.querySelectorAll("[data-await]")) {
  let wait = FIRST;
  const ask = async () => {
    if (!document.hidden) {
      const answer = await fetch(part.dataset.await, { cache: "no-store" }).catch(() => null);
      const word = answer && answer.ok ? (await answer.text()).trim() : part.dataset.now;
      if (word !== part.dataset.now) return location.reload();
    }
    wait = Math.min(LONGEST, wait * 1.2);
    setTimeout(ask, wait);
  };
  setTimeout(ask, wait);
  // Back from the wallet: nobody wants to wait for the next turn.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) wait = FIRST;
  });
}
