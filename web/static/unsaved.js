// What was typed and is not saved yet outlives a reload or a crash of the tab: it is kept in the tab's own storage,
// put back when the page is shown again, and sent from the revision it was typed on, so that a newer rating
// meanwhile is a conflict that is shown, never overwritten.

const review = document.getElementById("panes")?.dataset.review;
const isOpen = document.getElementById("panes")?.hasAttribute("data-open");
const keyOf = (form) => `review-${review}-${form.closest(".criterion").dataset.criterion}`;
const NAMES = ["answer", "comment", "suggestion", "root_cause", "revision"];

function keep(form) {
  const given = new FormData(form);
  const values = Object.fromEntries(NAMES.map((name) => [name, given.get(name) ?? ""]));
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify(values));
  } catch {
    // A full or forbidden storage: the page still warns before it is left.
  }
}

function putBack(form, values) {
  for (const name of ["answer", "root_cause"]) {
    const radio = form.querySelector(`[name=${name}][value="${CSS.escape(values[name])}"]`);
    if (radio) radio.checked = true;
  }
  for (const name of ["comment", "suggestion"]) form.elements[name].value = values[name];
  form.elements.revision.value = values.revision;
  if (values.comment || values.suggestion) form.querySelector("details").open = true;
  form.elements.comment.dispatchEvent(new Event("change", { bubbles: true }));
}

if (isOpen) {
  const note = (event) => {
    const form = event.target.closest?.("form.rating");
    if (form) keep(form);
  };
  for (const kind of ["input", "change"]) document.addEventListener(kind, note, { capture: true });
  document.addEventListener("review:saved", (event) => sessionStorage.removeItem(keyOf(event.detail)));
  for (const form of document.querySelectorAll("form.rating")) {
    const kept = sessionStorage.getItem(keyOf(form));
    if (kept) putBack(form, JSON.parse(kept));
  }
}
