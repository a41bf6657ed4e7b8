// Lights the words of a criterion, and names the criterion of the words.

const tip = document.getElementById("tip");
const conversation = document.getElementById("conversation");
let current = null;
let pointed = null;
let nextMark = 0;

const marksOf = (criterion) => [...conversation.querySelectorAll(`[data-criteria~="${CSS.escape(criterion)}"]`)];

function light() {
  const criterion = pointed ?? current;
  for (const mark of conversation.querySelectorAll(".lit")) mark.classList.remove("lit");
  if (criterion) for (const mark of marksOf(criterion)) mark.classList.add("lit");
}

function lightCriteria(names) {
  for (const article of document.querySelectorAll(".criterion.named")) article.classList.remove("named");
  for (const name of names) document.getElementById(`criterion-${name}`)?.classList.add("named");
}

const namesOf = (mark) => (mark?.dataset.criteria ?? "").split(" ").filter(Boolean);

function titleOf(name) {
  return document.getElementById(`title-${name}`)?.querySelector("[dir]")?.textContent ?? name;
}

function showTip(mark) {
  const names = namesOf(mark);
  lightCriteria(names);
  tip.hidden = names.length === 0;
  if (tip.hidden) return;
  tip.textContent = names.map(titleOf).join(" · ");
  const box = mark.getClientRects()[0];
  const left = Math.min(box.left, window.innerWidth - tip.offsetWidth - 8);
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${Math.max(8, box.top - tip.offsetHeight - 6)}px`;
}

document.addEventListener("pointerover", (event) => {
  const article = event.target.closest(".criterion");
  const wanted = article?.dataset.criterion ?? null;
  if (wanted !== pointed) {
    pointed = wanted;
    light();
  }
  showTip(event.target.closest("mark[data-criteria], .note[data-criteria]"));
});

conversation.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-criteria]");
  const isSelecting = document.getSelection()?.isCollapsed === false;
  if (!mark || isSelecting || mark.closest("[data-words]")) return; // a word of a call is heard
  const [name] = namesOf(mark);
  if (name) document.dispatchEvent(new CustomEvent("review:show", { detail: name }));
});

document.addEventListener("review:current", (event) => {
  current = event.detail;
  nextMark = 0;
  light();
});

document.addEventListener("review:mark", () => {
  const marks = current ? marksOf(current) : [];
  if (!marks.length) return;
  const mark = marks[nextMark++ % marks.length];
  mark.scrollIntoView({ block: "center" });
  mark.classList.add("struck");
  setTimeout(() => mark.classList.remove("struck"), 900);
});

document.addEventListener("htmx:after:swap", light);
document.addEventListener("scroll", () => (tip.hidden = true), { capture: true, passive: true });
