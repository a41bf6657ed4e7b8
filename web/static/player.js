// The recording: playing from a moment or a stretch, once or again and again.
// Other files of the page ask for things by events named "review:<action>" on the document, and for a stretch
// by "player:hear" with {from, to} in milliseconds; the place that is heard is told by "player:at" on the player.

const player = document.getElementById("player");
const sound = document.getElementById("sound");
const said = document.getElementById("conversation") ?? document.querySelector("[data-said]");
const speed = document.getElementById("speed");
const seek = document.getElementById("seek");
const loop = document.getElementById("loop");
const skip = document.getElementById("skip");

let stretch = null;
let isWithin = false;
let stretchFrom = null;

const now = () => sound.currentTime * 1000;

function tellPlace() {
  const ms = now();
  document.getElementById("place").textContent = clock(ms);
  if (!seek.matches(":active")) {
    seek.value = sound.currentTime;
    seek.setAttribute("aria-valuetext", clock(ms));
  }
  player.dispatchEvent(new CustomEvent("player:at", { detail: ms }));
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

const isOn = (button) => button?.getAttribute("aria-pressed") === "true";
const press = (button, value) => button?.setAttribute("aria-pressed", String(value));

function follow() {
  if (isWithin && now() >= stretch.to) endStretch();
  else if (!isWithin && isOn(skip)) leapOver();
  tellPlace();
  if (!sound.paused) requestAnimationFrame(follow);
}

function endStretch() {
  if (isOn(loop)) sound.currentTime = stretch.from / 1000;
  else {
    isWithin = false;
    sound.pause();
  }
}

const quiet = [...(player?.querySelectorAll("[data-skip]") ?? [])].map((one) => ({
  from: Number(one.dataset.hear) + 300,
  to: Number(one.dataset.until) - 300,
}));

function leapOver() {
  const ms = now();
  const found = quiet.find((one) => ms >= one.from && ms < one.to - 200);
  if (found) sound.currentTime = found.to / 1000;
}

const start = () => sound.play().catch(() => {});

function hear(from, to = null) {
  stretch = to > from ? { from, to } : null;
  isWithin = stretch !== null;
  sound.currentTime = from / 1000;
  start();
}

function toggleLoop() {
  press(loop, !isOn(loop));
  if (!isOn(loop)) return;
  if (!stretch) stretch = messageHeard();
  isWithin = true;
  if (now() < stretch.from || now() > stretch.to) sound.currentTime = stretch.from / 1000;
}

function messageHeard() {
  const timed = [...(said?.querySelectorAll("article[data-from]") ?? [])];
  const message = timed.findLast((one) => Number(one.dataset.from) <= now() && now() < Number(one.dataset.to) + 150);
  if (message) return { from: Number(message.dataset.from), to: Number(message.dataset.to) };
  return { from: Math.max(0, now() - 2000), to: Math.min(Number(player.dataset.duration), now() + 3000) };
}

function toggleSkip() {
  if (!skip) return;
  press(skip, !isOn(skip));
  keep("player-skip", isOn(skip));
}

function move(seconds) {
  sound.currentTime = Math.max(0, Math.min(sound.duration || 0, sound.currentTime + seconds));
  if (stretch && (now() < stretch.from || now() > stretch.to)) isWithin = false;
}

const toggle = () => (sound.paused ? start() : sound.pause());

function changeSpeed(by) {
  speed.selectedIndex = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + by));
  sound.playbackRate = Number(speed.value);
  keep("player-speed", speed.value);
}

// A listener's ways are kept in this browser; where it keeps nothing, they last for the page.
function keep(name, value) {
  try {
    localStorage.setItem(name, String(value));
  } catch {
    return;
  }
}

function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function tellStretch(from, to) {
  const detail = { from: Math.round(from), to: Math.round(to) };
  if (detail.to > detail.from) document.dispatchEvent(new CustomEvent("review:stretch", { detail }));
}

function hearClicked(event) {
  const place = event.target.closest("[data-hear]");
  if (!place) return;
  if (place.matches("a")) event.preventDefault();
  hear(Number(place.dataset.hear), place.dataset.until ? Number(place.dataset.until) : null);
}

function listen() {
  sound.addEventListener("play", () => {
    player.classList.add("plays");
    follow();
  });
  sound.addEventListener("pause", () => player.classList.remove("plays"));
  sound.addEventListener("timeupdate", tellPlace);
  sound.addEventListener("seeked", tellPlace);
  sound.addEventListener("loadedmetadata", () => (sound.playbackRate = Number(speed.value)));
  speed.addEventListener("change", () => changeSpeed(0));
  seek.addEventListener("input", () => {
    sound.currentTime = Number(seek.value);
    isWithin = false;
  });
  document.getElementById("play").addEventListener("click", toggle);
  loop.addEventListener("click", toggleLoop);
  skip?.addEventListener("click", toggleSkip);
  document.addEventListener("click", hearClicked);
  const actions = {
    play: toggle,
    "back-five": () => move(-5),
    "on-five": () => move(5),
    slower: () => changeSpeed(-1),
    faster: () => changeSpeed(1),
    loop: toggleLoop,
    skip: toggleSkip,
    "stretch-begins": () => (stretchFrom = now()),
    "stretch-ends": () => tellStretch(stretchFrom ?? 0, now()),
  };
  for (const [name, act] of Object.entries(actions)) document.addEventListener(`review:${name}`, act);
  document.addEventListener("player:hear", (event) => hear(event.detail.from, event.detail.to));
}

if (player && sound) {
  sound.hidden = true;
  seek.hidden = false;
  player.classList.add("ready");
  if ([...speed.options].some((one) => one.value === kept("player-speed"))) speed.value = kept("player-speed");
  sound.playbackRate = Number(speed.value);
  press(skip, kept("player-skip") === "true");
  listen();
}
