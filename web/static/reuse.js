// Comments to reuse: shows those of the current criterion and puts the chosen one into its comment.

const dialog = document.getElementById("reuse");
const none = dialog?.querySelector(".none");
let current = null;

const shown = () => [...dialog.querySelectorAll("li:not([hidden]) [data-inserts]")];

function open() {
  if (!dialog || !current || dialog.open) return;
  for (const line of dialog.querySelectorAll("li")) line.hidden = line.dataset.criterion !== current;
  shown().forEach((button, at) => (button.querySelector("kbd").textContent = at < 9 ? at + 1 : ""));
  none.hidden = shown().length > 0;
  dialog.showModal();
  shown()[0]?.focus();
}

function insert(button) {
  const field = document.querySelector(`#criterion-${CSS.escape(current)} [name=comment]`);
  const text = button.querySelector("span").textContent;
  dialog.close();
  field.closest("details").open = true;
  field.value = field.value.trim() ? `${field.value.trimEnd()}\n${text}` : text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

document.addEventListener("review:current", (event) => (current = event.detail));
document.addEventListener("review:reuse", open);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-reuses]")) open();
});
dialog?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-inserts]");
  if (button) insert(button);
});
dialog?.addEventListener("keydown", (event) => {
  const button = /^[1-9]$/.test(event.key) ? shown()[Number(event.key) - 1] : null;
  if (!button) return;
  event.preventDefault();
  insert(button);
});
