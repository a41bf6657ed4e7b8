// The keyboard: turns keys into the events that the other files of the page listen to.

const dialog = document.getElementById("keys");
const letters = {
  j: "next",
  k: "previous",
  u: "unrated",
  c: "comment",
  w: "wording",
  r: "cause",
  t: "reuse",
  m: "mark",
  g: "pass-rest",
  G: "take-back",
  x: "fold",
  a: "select",
  i: "stretch-begins",
  o: "stretch-ends",
  s: "submit",
  l: "loop",
  z: "skip",
  y: "copy-link",
  "[": "back-five",
  "]": "on-five",
  "<": "slower",
  ">": "faster",
};
const verdicts = { p: "pass", f: "fail", n: "not_applicable" };

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`review:${name}`, { detail }));

// On an Arabic, Thai or Cyrillic keyboard the key's place counts, not its letter.
function latin(event) {
  if (/^[\x20-\x7e]$/.test(event.key) || event.key.length > 1) return event.key;
  if (event.code.startsWith("Key")) return event.shiftKey ? event.code.slice(3) : event.code.slice(3).toLowerCase();
  if (event.code.startsWith("Digit")) return event.code.slice(5);
  return { BracketLeft: "[", BracketRight: "]", Slash: event.shiftKey ? "?" : "/" }[event.code] ?? event.key;
}

const isWriting = (target) => target.closest("textarea, select, input:not([type=radio], [type=checkbox], [type=range])") !== null;

function showKeys() {
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || document.body.classList.contains("selects")) return;
  const key = latin(event);
  if (key === "Escape") return tell("back");
  if (isWriting(event.target)) return;
  const isControl = event.target.closest("button, a, summary, input:not([type=range])") !== null;
  if (key === " " && document.getElementById("player") && !isControl) tell("play");
  else if (key === "?") showKeys();
  else if (verdicts[key]) tell("answer", verdicts[key]);
  else if (verdicts[key.toLowerCase()]) tell("answer-and-go", verdicts[key.toLowerCase()]);
  else if (/^[1-5]$/.test(key) && event.target.closest(".causes")) tell("choose-cause", key);
  else if (/^[0-9]$/.test(key)) tell("answer", key);
  else if (letters[key]) tell(letters[key]);
  else return;
  event.preventDefault();
});

document.getElementById("show-keys").addEventListener("click", showKeys);
