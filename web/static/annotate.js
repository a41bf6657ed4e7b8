// Pins notes: words selected with the mouse or the arrow keys, or a stretch of sound, and a comment.
// Places are counted in code points of the stored message; data-at says where a run of characters begins.

const conversation = document.getElementById("conversation");
const dialog = document.getElementById("annotate");
const announcer = document.getElementById("announcer");
const form = dialog?.querySelector("form");
const pin = document.createElement("button");
let currentCriterion = null;
let walk = null;

const runsOf = (text) => [...text.querySelectorAll("[data-at]")];
const pointsIn = (string) => [...string].length;

// Selected words as a place in the stored message.

function edge(run, node, offset, fallback) {
  if (!run.contains(node)) return Number(run.dataset.at) + (fallback ? pointsIn(run.textContent) : 0);
  const before = document.createRange();
  before.selectNodeContents(run);
  before.setEnd(node, offset);
  return Number(run.dataset.at) + pointsIn(before.toString());
}

function selectedPlace() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer;
  const text = start.closest(".text") ?? start.closest(".message")?.querySelector(".text");
  if (!text || !conversation.contains(text)) return null;
  const runs = runsOf(text).filter((run) => range.intersectsNode(run));
  if (!runs.length) return null;
  const from = edge(runs[0], range.startContainer, range.startOffset, false);
  const to = edge(runs.at(-1), range.endContainer, range.endOffset, true);
  const quote = [...runsOf(text).map((run) => run.textContent).join("")].slice(from, to).join("");
  if (!quote.trim()) return null;
  return { message: text.closest(".message").dataset.position, start: from, end: to, quote };
}

// The dialog.

function ask(place) {
  if (!dialog || dialog.open) return;
  const begun = form.elements.comment.value; // Escape keeps what was typed for the next note; Cancel and Pin do not
  form.reset();
  form.elements.comment.value = begun;
  for (const name of ["message", "start", "end", "start_ms", "end_ms"]) form.elements[name].value = place[name] ?? "";
  form.elements.criterion.value = currentCriterion ?? "";
  document.getElementById("annotate-quote").textContent = place.quote;
  document.getElementById("annotate-problem").replaceChildren();
  pin.hidden = true;
  dialog.showModal();
  form.elements.comment.focus();
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function askForSelection() {
  const place = selectedPlace();
  if (place) ask(place);
  return place !== null;
}

form?.addEventListener("htmx:after:request", (event) => {
  if (event.detail.ctx.response.status < 400 && event.target === form) {
    form.reset();
    dialog.close();
    document.getSelection()?.removeAllRanges();
  }
});
form?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
dialog?.addEventListener("click", (event) => {
  if (!event.target.closest("[data-closes]")) return;
  form.reset();
  dialog.close();
});
dialog?.addEventListener("close", () => document.dispatchEvent(new CustomEvent("review:back")));

document.addEventListener("review:current", (event) => (currentCriterion = event.detail));
document.addEventListener("review:stretch", (event) => {
  const { from, to } = event.detail;
  ask({ start_ms: from, end_ms: to, quote: `${clock(from)}–${clock(to)}` });
});

// With the mouse: a button beside the selection.

pin.type = "button";
pin.className = "pin-here";
pin.hidden = true;
pin.textContent = document.getElementById("annotate-title")?.textContent ?? "";
document.body.append(pin);
pin.addEventListener("mousedown", (event) => event.preventDefault());
pin.addEventListener("click", askForSelection);

document.addEventListener("selectionchange", () => {
  if (walk || !dialog) return;
  const place = dialog.open ? null : selectedPlace();
  pin.hidden = place === null;
  if (!place) return;
  const boxes = document.getSelection().getRangeAt(0).getClientRects();
  const box = boxes[boxes.length - 1];
  if (!box) return;
  pin.style.left = `${Math.max(8, Math.min(box.right, window.innerWidth - pin.offsetWidth - 8))}px`;
  pin.style.top = `${box.bottom + 6}px`;
});
conversation.addEventListener("scroll", () => (pin.hidden = true), { passive: true });

// With the keyboard: a walk over the words.

function wordsOf(message) {
  const text = message.querySelector(".text");
  const runs = runsOf(text);
  const whole = runs.map((run) => run.textContent).join("");
  const segments = new Intl.Segmenter(text.lang || undefined, { granularity: "word" }).segment(whole);
  const words = [...segments].filter((one) => one.isWordLike).map((one) => [one.index, one.index + one.segment.length]);
  return { text, runs, words };
}

function positionAt(runs, index) {
  let rest = index;
  for (const run of runs) {
    if (rest <= run.textContent.length) return [run.firstChild ?? run, rest];
    rest -= run.textContent.length;
  }
  return [runs.at(-1).firstChild, runs.at(-1).textContent.length];
}

function draw() {
  const { runs, words, anchor, at } = walk;
  const [first, last] = anchor < at ? [anchor, at] : [at, anchor];
  const [startNode, startOffset] = positionAt(runs, words[first][0]);
  const [endNode, endOffset] = positionAt(runs, words[last][1]);
  document.getSelection().setBaseAndExtent(startNode, startOffset, endNode, endOffset);
  endNode.parentElement.scrollIntoView({ block: "nearest" });
  announcer.textContent = selectedPlace()?.quote ?? "";
}

function enter(message, at = 0) {
  const found = wordsOf(message);
  if (!found.words.length) return false;
  walk = { ...found, message, anchor: Math.min(at, found.words.length - 1), at: Math.min(at, found.words.length - 1) };
  draw();
  return true;
}

function leave() {
  walk = null;
  document.body.classList.remove("selects");
  document.getElementById("selecting").hidden = true;
}

function beginWalk() {
  if (!dialog || askForSelection()) return;
  const lit = conversation.querySelector(".lit")?.closest(".message");
  const start = lit ?? conversation.querySelector(".message.agent") ?? conversation.querySelector(".message");
  if (!start || !enter(start)) return;
  document.body.classList.add("selects");
  document.getElementById("selecting").hidden = false;
}

function walkToMessage(by) {
  const messages = [...conversation.querySelectorAll(".message")];
  for (let at = messages.indexOf(walk.message) + by; at >= 0 && at < messages.length; at += by) {
    if (enter(messages[at])) return;
  }
}

function walkWords(by, isMore) {
  walk.at = Math.min(walk.words.length - 1, Math.max(0, walk.at + by));
  if (!isMore) walk.anchor = walk.at;
  draw();
}

document.addEventListener("review:select", beginWalk);
document.addEventListener("keydown", (event) => {
  if (!walk || dialog.open) return;
  const isRtl = getComputedStyle(walk.text).direction === "rtl";
  const steps = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 };
  if (steps[event.key]) walkWords(steps[event.key], event.shiftKey);
  else if (event.key === "ArrowDown") walkToMessage(1);
  else if (event.key === "ArrowUp") walkToMessage(-1);
  else if (event.key === "Enter") {
    const place = selectedPlace();
    leave();
    if (place) ask(place);
  } else if (event.key === "Escape") {
    leave();
    document.getSelection().removeAllRanges();
    document.dispatchEvent(new CustomEvent("review:back"));
  } else return;
  event.preventDefault();
}, { capture: true });
