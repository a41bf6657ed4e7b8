// The scorecard: which criterion is the current one, and saving what is rated.
// Other files of the page ask for things by events named "review:<action>" on the document.

const panes = document.getElementById("panes");
const network = document.getElementById("network");
const criteria = () => [...document.querySelectorAll(".criterion")];
let current = null;

const isRated = (article) => article.querySelector("input[name=answer]:checked") !== null;

function makeCurrent(article) {
  if (!article || (article === current && article.classList.contains("current"))) return;
  current?.classList.remove("current");
  current = article;
  current.classList.add("current");
  document.dispatchEvent(new CustomEvent("review:current", { detail: article.dataset.criterion }));
}

function goTo(article) {
  if (!article) return;
  unfold(article);
  makeCurrent(article);
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "nearest" });
}

// What is folded away is stepped over, but not passed over when something in it is still to be rated.
const inView = () => criteria().filter((one) => one === current || one.checkVisibility());

function unfold(article) {
  for (let fold = article.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

function step(by) {
  const all = inView();
  const at = all.indexOf(current);
  goTo(all[Math.min(all.length - 1, Math.max(0, at + by))]);
}

function goToUnrated() {
  const all = criteria().filter((one) => one === current || !one.closest(".beside"));
  const at = all.indexOf(current);
  goTo([...all.slice(at + 1), ...all.slice(0, at + 1)].find((one) => !isRated(one)));
}

// On a scale, "pass" is its highest point and "fail" its lowest.
function radioOf(value) {
  const points = [...(current?.querySelectorAll(".point input") ?? [])];
  if (points.length && value === "pass") return points.at(-1);
  if (points.length && value === "fail") return points[0];
  return current?.querySelector(`input[name=answer][value="${CSS.escape(value)}"]`);
}

function answer(value) {
  const radio = radioOf(value);
  if (!radio || radio.matches(":disabled")) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

function write(name) {
  const field = current?.querySelector(`[name=${name}]`);
  if (!field) return;
  field.closest("details").open = true;
  field.focus();
}

// The causes are on the page only while the answer is a fail.
const causes = () => [...(current?.querySelectorAll("[name=root_cause]") ?? [])].filter((one) => one.checkVisibility());

function goToCause() {
  (causes().find((one) => one.checked) ?? causes()[0])?.focus();
}

function chooseCause(number) {
  const radio = causes()[number];
  if (!radio || radio.matches(":disabled")) return;
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

const actions = {
  next: () => step(1),
  previous: () => step(-1),
  unrated: goToUnrated,
  answer: (event) => answer(event.detail),
  "answer-and-go": (event) => {
    answer(event.detail);
    goToUnrated();
  },
  comment: () => write("comment"),
  wording: () => write("suggestion"),
  cause: goToCause,
  "choose-cause": (event) => chooseCause(Number(event.detail)),
  back: () => goTo(current),
  "pass-rest": () => send("form.passes-rest"),
  "take-back": () => send("form.takes-back"),
  fold: () => current?.closest("details.dimension")?.querySelector("summary").click(),
  show: (event) => goTo(document.getElementById(`criterion-${event.detail}`)),
  submit: () => panes.dataset.submit && saved().then(() => location.assign(panes.dataset.submit)),
};
for (const [name, act] of Object.entries(actions)) document.addEventListener(`review:${name}`, act);

// A group is answered anew as a whole: what is being typed in it is saved first.
const send = (form) => current?.closest("details.dimension")?.querySelector(form)?.requestSubmit();

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches(".passes-rest, .takes-back") || !unsaved.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    saved().then(() => event.target.requestSubmit());
  },
  { capture: true },
);

document.addEventListener("focusin", (event) => makeCurrent(event.target.closest(".criterion")));
document.addEventListener("click", (event) => {
  makeCurrent(event.target.closest(".criterion"));
  if (event.target.closest("#submit-link")) {
    event.preventDefault();
    actions.submit();
  }
  if (event.target.closest("[data-reloads]")) {
    event.preventDefault();
    tellSaved(event.target.closest("form.rating"));
    location.reload();
  }
});

// Saving. A form that is changed while its last change is on the way waits for its turn and then carries
// what stands in it by then and the revision that the answer brought: nobody is in conflict with themselves.

const unsaved = new Set();
const changes = new WeakMap();
const sent = new WeakMap();
const watches = new WeakMap();
const ratingOf = (event) => event.target.closest?.("form.rating");

const tellSaved = (form) => document.dispatchEvent(new CustomEvent("review:saved", { detail: form }));

function saved() {
  return new Promise((resolve) => {
    const look = () => (unsaved.size ? setTimeout(look, 50) : resolve());
    look();
  });
}

// Counted on the way down, before the form itself hears of the change and sends it.
function count(event) {
  const form = ratingOf(event);
  if (!form) return;
  unsaved.add(form);
  changes.set(form, (changes.get(form) ?? 0) + 1);
  clearTimeout(watches.get(form));
  watches.set(form, setTimeout(() => isForgotten(form) && form.requestSubmit(), 3000));
}
for (const kind of ["input", "change"]) document.addEventListener(kind, count, { capture: true });

// Should nobody have taken a change up (a script that did not load, say), the form is sent as a form.
const isForgotten = (form) => unsaved.has(form) && !form.matches(".htmx-request, .waits");

document.addEventListener("htmx:before:request", (event) => {
  const form = ratingOf(event);
  const { body } = event.detail.ctx.request;
  if (!form || !body?.set) return;
  for (const [name, value] of new FormData(form)) body.set(name, value);
  event.detail.ctx.target = form.querySelector(".state"); // the one it was queued with has been replaced
  sent.set(form, changes.get(form));
});

document.addEventListener("htmx:before:response", (event) => {
  const form = ratingOf(event);
  if (!form) return;
  const { status } = event.detail.ctx.response;
  if (status < 400 || [401, 409, 422].includes(status)) return;
  event.preventDefault();
  tryAgain(form);
});

document.addEventListener("htmx:error", (event) => {
  const form = ratingOf(event);
  if (form) tryAgain(form);
});

document.addEventListener("htmx:finally:request", (event) => {
  const form = ratingOf(event);
  if (!form || form.classList.contains("waits")) return;
  if (sent.get(form) === changes.get(form)) {
    unsaved.delete(form);
    if (event.detail.ctx.response?.status < 400) tellSaved(form);
  }
  form.closest(".criterion").classList.toggle("rated", isRated(form));
});

function tryAgain(form) {
  form.classList.add("waits");
  network.textContent = network.dataset.text;
  network.hidden = false;
  setTimeout(() => {
    form.classList.remove("waits");
    network.hidden = document.querySelector("form.waits") === null;
    form.requestSubmit();
  }, 3000);
}

window.addEventListener("beforeunload", (event) => {
  const note = document.querySelector("dialog#annotate[open] [name=comment]");
  if (unsaved.size || note?.value.trim()) event.preventDefault();
});

const named = location.hash.startsWith("#criterion-") && document.getElementById(location.hash.slice(1));
const first = named || criteria().find((one) => !isRated(one)) || criteria()[0];
if (named || panes?.hasAttribute("data-open")) goTo(first);
else makeCurrent(first);
