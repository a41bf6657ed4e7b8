// The player's keys on pages that have no others: the same letters as on the page of a review.

const dialog = document.getElementById("keys");
const actions = {
  " ": "play",
  "[": "back-five",
  "]": "on-five",
  "<": "slower",
  ">": "faster",
  l: "loop",
  z: "skip",
  y: "copy-link",
};

// On an Arabic, Thai or Cyrillic keyboard the key's place counts, not its letter.
function latin(event) {
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key;
  if (event.code.startsWith("Key")) return event.code.slice(3).toLowerCase();
  return { BracketLeft: "[", BracketRight: "]", Slash: event.shiftKey ? "?" : "/" }[event.code] ?? event.key;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.target.closest("textarea, select, input:not([type=range])")) return;
  const key = latin(event);
  if (key === " " && event.target.closest("button, a, summary, input:not([type=range])")) return;
  if (key === "?" && dialog) dialog.showModal();
  else if (actions[key]) document.dispatchEvent(new CustomEvent(`review:${actions[key]}`));
  else return;
  event.preventDefault();
});

document.getElementById("show-player-keys")?.addEventListener("click", () => dialog.showModal());
