// The recording: waveform, playing a word or a stretch, and lighting the word that is heard.

const player = document.getElementById("player");
const sound = document.getElementById("sound");
const conversation = document.getElementById("conversation");
const speed = document.getElementById("speed");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

let words = [];
let heard = null;
let until = null;
let stretchFrom = null;

function collectWords() {
  words = [...conversation.querySelectorAll(".text [data-from]")].map((run) => ({
    run,
    from: Number(run.dataset.from),
    to: Number(run.dataset.to),
  }));
  words.sort((one, other) => one.from - other.from);
}

function wordAt(ms) {
  let low = 0;
  let high = words.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (words[middle].from > ms) high = middle - 1;
    else low = middle + 1;
  }
  return high >= 0 && ms < words[high].to + 150 ? words[high] : null;
}

function lightHeard() {
  const ms = sound.currentTime * 1000;
  const word = wordAt(ms);
  document.getElementById("place").textContent = clock(ms);
  if (word?.run === heard) return;
  heard?.classList.remove("heard");
  heard = word?.run ?? null;
  heard?.classList.add("heard");
  const message = heard?.closest(".message");
  for (const other of conversation.querySelectorAll(".message.speaks")) other.classList.toggle("speaks", other === message);
  message?.classList.add("speaks");
  if (!sound.paused && heard) keepInView(heard);
}

function keepInView(run) {
  const box = run.getBoundingClientRect();
  const pane = conversation.getBoundingClientRect();
  const top = player.getBoundingClientRect().bottom;
  if (box.top < top + 8 || box.bottom > Math.min(pane.bottom, window.innerHeight) - 24) {
    run.scrollIntoView({ block: "center", behavior: "smooth" });
  }
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function follow() {
  if (until !== null && sound.currentTime * 1000 >= until) {
    until = null;
    sound.pause();
  }
  lightHeard();
  if (!sound.paused) requestAnimationFrame(follow);
}

function hear(from, to = null) {
  sound.currentTime = from / 1000;
  until = to;
  sound.play().catch(() => {});
}

const move = (seconds) => (sound.currentTime = Math.max(0, Math.min(sound.duration || 0, sound.currentTime + seconds)));
const toggle = () => (sound.paused ? sound.play().catch(() => {}) : sound.pause());

function changeSpeed(by) {
  speed.selectedIndex = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + by));
  sound.playbackRate = Number(speed.value);
}

function tellStretch(from, to) {
  const detail = { from: Math.round(from), to: Math.round(to) };
  if (detail.to > detail.from) document.dispatchEvent(new CustomEvent("review:stretch", { detail }));
}

function listen() {
  sound.addEventListener("play", () => {
    player.classList.add("plays");
    follow();
  });
  sound.addEventListener("pause", () => player.classList.remove("plays"));
  sound.addEventListener("timeupdate", lightHeard);
  sound.addEventListener("seeked", lightHeard);
  speed.addEventListener("change", () => changeSpeed(0));
  document.getElementById("play").addEventListener("click", toggle);
  conversation.addEventListener("click", (event) => {
    const button = event.target.closest("[data-hear]");
    const word = event.target.closest(".text [data-from]");
    if (button) hear(Number(button.dataset.hear), button.dataset.until ? Number(button.dataset.until) : null);
    else if (word && document.getSelection()?.isCollapsed !== false) hear(Number(word.dataset.from));
  });
  const actions = {
    play: toggle,
    "back-five": () => move(-5),
    "on-five": () => move(5),
    slower: () => changeSpeed(-1),
    faster: () => changeSpeed(1),
    "stretch-begins": () => (stretchFrom = sound.currentTime * 1000),
    "stretch-ends": () => tellStretch(stretchFrom ?? 0, sound.currentTime * 1000),
  };
  for (const [name, act] of Object.entries(actions)) document.addEventListener(`review:${name}`, act);
  document.addEventListener("htmx:after:swap", collectWords);
}

async function drawWave() {
  const answer = await fetch(player.dataset.peaks);
  const { peaks, seconds } = answer.ok ? await answer.json() : { peaks: [] };
  if (!peaks.length || !window.WaveSurfer) return;
  sound.controls = false;
  sound.hidden = true;
  player.classList.add("drawn");
  const agentChannel = Number(player.dataset.agentChannel || 0);
  const drawn = window.WaveSurfer.Regions.create();
  window.WaveSurfer.create({
    container: document.getElementById("wave"),
    media: sound,
    peaks,
    duration: seconds,
    cspNonce: player.dataset.nonce,
    height: peaks.length > 1 ? 30 : 56,
    barWidth: 2,
    barGap: 1,
    barRadius: 2,
    cursorColor: colour("--ink"),
    splitChannels: peaks.map((_, channel) => {
      const tone = channel === agentChannel ? colour("--accent") : colour("--line-strong");
      return { waveColor: tone, progressColor: `color-mix(in srgb, ${tone} 55%, ${colour("--ink")})` };
    }),
    plugins: [drawn],
  });
  drawn.enableDragSelection({ color: "rgb(122 77 0 / 25%)" });
  drawn.on("region-created", (region) => {
    tellStretch(region.start * 1000, region.end * 1000);
    setTimeout(() => region.remove(), 0);
  });
}

if (player) {
  collectWords();
  listen();
  drawWave();
}
