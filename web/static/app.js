// Small comforts of every page; all of them work without this file too.

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A control marked so sends its form as soon as it changes; without script there is a button.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends-form]")) event.target.form.requestSubmit();
});

// On a narrow screen the places scroll sideways: show the one we are at.
const here = document.querySelector("nav.places [aria-current]");
if (here) {
  const places = here.parentElement;
  const [shown, frame] = [here.getBoundingClientRect(), places.getBoundingClientRect()];
  places.scrollLeft += Math.max(0, shown.right - frame.right) + Math.min(0, shown.left - frame.left);
}
