// The groups of the scorecard: how much of each is rated, and where one is after a group was answered as a whole.

const groups = () => document.querySelectorAll("details.dimension");
const isRated = (article) => article.querySelector("input[name=answer]:checked") !== null;
let left = null;

function count() {
  for (const group of groups()) {
    const all = [...group.querySelectorAll(".criterion")];
    const left = all.filter((one) => !isRated(one));
    const plain = left.filter((one) => !one.hasAttribute("data-critical"));
    group.querySelector(".done").textContent = `${all.length - left.length}/${all.length}`;
    group.classList.toggle("complete", left.length === 0);
    const form = group.querySelector("form.passes-rest");
    if (!form) continue;
    form.hidden = plain.length === 0;
    form.querySelector(".many").textContent = plain.length;
  }
}

document.addEventListener("change", count);
// While new elements settle, htmx gives them the classes of the answer once more.
function goOn(article) {
  if (article.closest(".htmx-added")) setTimeout(goOn, 20, article);
  else document.dispatchEvent(new CustomEvent("review:show", { detail: article.dataset.criterion }));
}

// The form that was sent is gone when its answer stands, and no event of it reaches the page: the place itself tells.
new MutationObserver(() => {
  count();
  const again = left && document.getElementById(left.id);
  if (!again || again === left) return;
  left = null;
  setTimeout(goOn, 50, again); // not at once: htmx marks what it added only after this
}).observe(document.getElementById("scorecard"), { childList: true });

// The group is replaced with the answer; the criterion one was at is found again by its name.
function remember(event) {
  if (!event.target.matches(".passes-rest, .takes-back")) return;
  const group = event.target.closest("details.dimension");
  left = group.querySelector(".criterion.current") ?? group.querySelector(".criterion");
}
document.addEventListener("submit", remember, { capture: true });
