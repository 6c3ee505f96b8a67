// <form data-draft="key">: what was typed survives a reload or a dropped connection, on this phone only, for a day.
// <body data-draft-done="key"> (or any element) forgets it. Never keeps files, passwords or hidden fields, unless marked data-draft-keep
// (kept and given back) or data-draft-note (kept, only to be read).
const DAY = 86400e3;
const plain = (field) => field.name && (!["hidden", "password", "file", "submit", "button"].includes(field.type) || "draftKeep" in field.dataset || "draftNote" in field.dataset);
const place = (key) => "draft:" + key;

for (const mark of document.querySelectorAll("[data-draft-done]")) localStorage.removeItem(place(mark.dataset.draftDone));

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = place(form.dataset.draft);
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    // The server's own answer (typed values with errors) is newer than any draft.
    if (kept && Date.now() - kept.at < DAY && !form.hasAttribute("data-bound")) {
      for (const field of form.elements) {
        if (!plain(field) || "draftNote" in field.dataset || !(field.name in kept.values)) continue;
        const value = kept.values[field.name];
        if (field.type === "radio" || field.type === "checkbox") {
          field.checked = value.includes(field.value) && !field.disabled;
        } else if (field.type === "hidden" || field.value === field.defaultValue || field.tagName === "SELECT") {
          if (field.tagName !== "SELECT" || [...field.options].some((o) => o.value === value[0] && !o.disabled)) field.value = value[0];
        }
      }
      form.dispatchEvent(new Event("change", { bubbles: true }));
    }
    form.addEventListener("input", () => {
      const values = {};
      for (const field of form.elements) {
        if (!plain(field)) continue;
        const list = (values[field.name] ??= []);
        if ((field.type !== "radio" && field.type !== "checkbox") || field.checked) list.push(field.value);
      }
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
    });
  } catch {
    /* storage is off in some in-app browsers; the form works without it */
  }
}
