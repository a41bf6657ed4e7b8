// The recording: playing a word or a stretch, once or again and again, and lighting the word that is heard.
// Other files of the page ask for things by events named "review:<action>" on the document, and for a stretch
// by "player:hear" with {from, to} in milliseconds.

const player = document.getElementById("player");
const sound = document.getElementById("sound");
const said = document.getElementById("conversation") ?? document.querySelector("[data-said]");
const speed = document.getElementById("speed");
const seek = document.getElementById("seek");
const loop = document.getElementById("loop");
const skip = document.getElementById("skip");

let runs = [];
let heard = null;
let stretch = null;
let isWithin = false;
let stretchFrom = null;

// Words where the page has them, else whole messages.
function collectRuns() {
  const words = said?.querySelectorAll(".text [data-from]") ?? [];
  const found = words.length ? words : (said?.querySelectorAll("article[data-from]") ?? []);
  runs = [...found].map((run) => ({ run, from: Number(run.dataset.from), to: Number(run.dataset.to) }));
  runs.sort((one, other) => one.from - other.from);
}

function runAt(ms) {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (runs[middle].from > ms) high = middle - 1;
    else low = middle + 1;
  }
  return high >= 0 && ms < runs[high].to + 150 ? runs[high].run : null;
}

const now = () => sound.currentTime * 1000;

function lightHeard() {
  const ms = now();
  document.getElementById("place").textContent = clock(ms);
  if (!seek.matches(":active")) {
    seek.value = sound.currentTime;
    seek.setAttribute("aria-valuetext", clock(ms));
  }
  player.dispatchEvent(new CustomEvent("player:at", { detail: ms }));
  const run = runAt(ms);
  if (run === heard) return;
  heard?.classList.remove("heard");
  heard = run;
  if (heard?.matches(".text *")) heard.classList.add("heard");
  const message = heard?.closest("article");
  for (const other of said?.querySelectorAll(".speaks") ?? []) other.classList.toggle("speaks", other === message);
  message?.classList.add("speaks");
  if (!sound.paused && heard) keepInView(heard);
}

function keepInView(run) {
  const box = run.getBoundingClientRect();
  const top = Math.max(0, player.getBoundingClientRect().bottom);
  const bottom = Math.min(said.getBoundingClientRect().bottom, window.innerHeight);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (box.top < top + 8 || box.bottom > bottom - 24) {
    run.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
  }
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
  lightHeard();
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
  const message = runAt(now())?.closest("article[data-from]");
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
  const word = event.target.closest(".text [data-from]");
  if (place) {
    if (place.matches("a")) event.preventDefault();
    hear(Number(place.dataset.hear), place.dataset.until ? Number(place.dataset.until) : null);
  } else if (word && said?.contains(word) && document.getSelection()?.isCollapsed !== false) {
    hear(Number(word.dataset.from));
  }
}

function listen() {
  sound.addEventListener("play", () => {
    player.classList.add("plays");
    follow();
  });
  sound.addEventListener("pause", () => player.classList.remove("plays"));
  sound.addEventListener("timeupdate", lightHeard);
  sound.addEventListener("seeked", lightHeard);
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
  document.addEventListener("htmx:after:swap", collectRuns);
}

if (player && sound) {
  sound.hidden = true;
  seek.hidden = false;
  player.classList.add("ready");
  if ([...speed.options].some((one) => one.value === kept("player-speed"))) speed.value = kept("player-speed");
  sound.playbackRate = Number(speed.value);
  press(skip, kept("player-skip") === "true");
  collectRuns();
  listen();
}
