// Measures the time somebody really looks at the page: it is visible and was touched within the last minute.

const address = document.getElementById("panes")?.dataset.time;
const EVERY = 15;
const IDLE_AFTER = 60_000;
let touched = Date.now();
let seconds = 0;

function isLooking() {
  const isPlaying = document.getElementById("sound")?.paused === false;
  return document.visibilityState === "visible" && (isPlaying || Date.now() - touched < IDLE_AFTER);
}

function send() {
  if (!seconds) return;
  const body = new URLSearchParams({ seconds: String(seconds) });
  const { "X-CSRFToken": token } = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
  seconds = 0;
  fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => {});
}

if (address) {
  for (const kind of ["pointermove", "keydown", "wheel", "touchstart"]) {
    document.addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }
  setInterval(() => {
    if (isLooking()) seconds += 1;
    if (seconds >= EVERY) send();
  }, 1000);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
  window.addEventListener("pagehide", send);
}
