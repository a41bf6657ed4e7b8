// The words of a call: lighting the one that is heard, and hearing the one that is clicked.
// A line has one text and a list of times (data-words, see word_times in web/marking.py), not an element for each
// word: an hour has ten thousand of them. Words are lit as ranges; a browser that lights no ranges lights lines only.

const player = document.getElementById("player");
const sound = document.getElementById("sound");
const said = document.getElementById("conversation") ?? document.querySelector("[data-said]");
const LATE_MS = 150;

const known = new WeakMap();
let lines = null;
let heardLine = null;
let heardWord = null;
let pointedAt = null;

const lit = (name) => {
  const highlight = window.Highlight ? new Highlight() : null;
  if (highlight) CSS.highlights.set(name, highlight);
  return highlight;
};
const heard = lit("heard");
const pointed = lit("pointed");

// In order of time; `latest` is when this line and all before it are over: people talk at once.
function linesInOrder() {
  if (lines) return lines;
  const found = [...(said?.querySelectorAll("article[data-from]") ?? [])];
  lines = found.map((line) => ({ line, from: Number(line.dataset.from), to: Number(line.dataset.to) }));
  lines.sort((one, other) => one.from - other.from);
  let latest = 0;
  for (const one of lines) one.latest = latest = Math.max(latest, one.to);
  return lines;
}

function wordsOf(text) {
  if (!known.has(text)) known.set(text, readWords(text.dataset.words));
  return known.get(text);
}

function readWords(written) {
  const numbers = written.split(" ").map(Number);
  const words = [];
  for (let at = 0, end = 0, to = 0; at + 3 < numbers.length; at += 4) {
    const [start, from] = [end + numbers[at], to + numbers[at + 2]];
    end = start + numbers[at + 1];
    to = from + numbers[at + 3];
    words.push({ start, end, from, to });
  }
  return words;
}

// The last line, and word, that has begun and is not over.
function heardAt(ms) {
  const all = linesInOrder();
  let at = all.findLastIndex((one) => one.from <= ms);
  let best = null;
  for (; at >= 0 && ms < all[at].latest + LATE_MS; at -= 1) {
    const { line, from, to } = all[at];
    if (ms >= to + LATE_MS) continue;
    const text = line.querySelector(".text[data-words]");
    const word = text && wordsOf(text).findLast((one) => one.from <= ms && ms < one.to + LATE_MS);
    if (text && !word) continue;
    if (!best || (word?.from ?? from) > best.from) best = { line, text, word, from: word?.from ?? from };
  }
  return best;
}

// Places are counted in code points of the stored message; data-at says where a run of characters begins.
function nodeAt(text, point) {
  const run = [...text.querySelectorAll("[data-at]")].findLast((one) => Number(one.dataset.at) <= point);
  const node = run.firstChild;
  const offset = [...node.data].slice(0, point - Number(run.dataset.at)).join("").length;
  return [node, offset];
}

function rangeOf(text, word) {
  const range = document.createRange();
  range.setStart(...nodeAt(text, word.start));
  const [node, offset] = nodeAt(text, word.end - 1);
  range.setEnd(node, offset + String.fromCodePoint(node.data.codePointAt(offset)).length);
  return range;
}

function light(highlight, range) {
  highlight?.clear();
  if (range) highlight?.add(range);
}

function follow(event) {
  const found = heardAt(event.detail);
  if (found?.line === heardLine && found?.word === heardWord) return;
  heardWord = found?.word ?? null;
  light(heard, heardWord && rangeOf(found.text, heardWord));
  heardLine = found?.line ?? null;
  for (const other of said.querySelectorAll(".speaks")) other.classList.toggle("speaks", other === heardLine);
  heardLine?.classList.add("speaks");
  if (!sound.paused && found) keepInView(found);
}

function keepInView({ line, text, word }) {
  const box = (word ? rangeOf(text, word) : line).getBoundingClientRect();
  const top = Math.max(0, player.getBoundingClientRect().bottom);
  const bottom = Math.min(said.getBoundingClientRect().bottom, window.innerHeight);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (box.top < top + 8 || box.bottom > bottom - 24) {
    line.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
  }
}

// The word under the pointer, if it is one: beside the words a click means nothing.
function wordUnder(event) {
  const text = event.target.closest?.(".text[data-words]");
  if (!text) return null;
  const place = caretAt(event.clientX, event.clientY);
  const run = place && place.node.parentElement?.closest("[data-at]");
  if (!run || !text.contains(run)) return null;
  const point = Number(run.dataset.at) + [...place.node.data.slice(0, place.offset)].length;
  for (const word of wordsOf(text).filter((one) => one.start <= point && point <= one.end)) {
    const range = rangeOf(text, word);
    if ([...range.getClientRects()].some((box) => isWithin(box, event))) return { word, range };
  }
  return null;
}

function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y);
    return place?.offsetNode.nodeType === Node.TEXT_NODE ? { node: place.offsetNode, offset: place.offset } : null;
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range?.startContainer.nodeType === Node.TEXT_NODE ? { node: range.startContainer, offset: range.startOffset } : null;
}

const isWithin = (box, { clientX: x, clientY: y }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

function hearClicked(event) {
  if (document.getSelection()?.isCollapsed === false) return;
  const found = wordUnder(event);
  if (found) document.dispatchEvent(new CustomEvent("player:hear", { detail: { from: found.word.from, to: null } }));
}

function point(event) {
  if (!pointedAt) {
    requestAnimationFrame(() => {
      light(pointed, wordUnder(pointedAt)?.range);
      pointedAt = null;
    });
  }
  pointedAt = event;
}

if (player && sound && said) {
  player.addEventListener("player:at", follow);
  said.addEventListener("click", hearClicked);
  if (pointed) said.addEventListener("pointermove", point, { passive: true });
  document.addEventListener("htmx:after:swap", () => (lines = null));
}
