// The playhead along the lanes, seeking in them, and links to a moment: #t=83.2 or #t=83.2,85 in seconds.

const player = document.getElementById("player");
const sound = document.getElementById("sound");
const lanes = document.getElementById("lanes");
const playhead = document.getElementById("playhead");
const says = document.getElementById("player-says");

function showPlace(event) {
  const share = event.detail / Number(player.dataset.duration);
  playhead.hidden = false;
  playhead.style.insetInlineStart = `${Math.min(100, 100 * share)}%`;
}

// A click beside a stretch goes there; one on a stretch is heard by player.js.
function seekInLanes(event) {
  if (event.target.closest("[data-hear]")) return;
  const box = lanes.getBoundingClientRect();
  sound.currentTime = ((event.clientX - box.left) / box.width) * (Number(player.dataset.duration) / 1000);
}

function momentIn(address) {
  const found = /[#&?]t=(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?/.exec(address);
  return found && { from: Number(found[1]) * 1000, to: found[2] ? Number(found[2]) * 1000 : null };
}

// A browser plays nothing before somebody has touched the page: the moment is shown, Space plays it.
function goToMoment() {
  const moment = momentIn(location.hash) ?? momentIn(location.search);
  if (!moment) return;
  sound.currentTime = moment.from / 1000;
  const messages = [...document.querySelectorAll("article[data-from][data-to]")];
  const message = messages.findLast((one) => Number(one.dataset.from) <= moment.from + 100);
  message?.classList.add("speaks");
  message?.scrollIntoView({ block: "center" });
  document.getElementById("play").focus({ preventScroll: true });
}

function hearMoment() {
  const moment = momentIn(location.hash);
  if (moment) document.dispatchEvent(new CustomEvent("player:hear", { detail: moment }));
}

async function copyLink() {
  const address = new URL(player.dataset.link || location.pathname, location.href);
  address.hash = `t=${sound.currentTime.toFixed(1)}`;
  try {
    await navigator.clipboard.writeText(address.href);
    say(says.dataset.copied);
  } catch {
    history.replaceState(null, "", `#t=${sound.currentTime.toFixed(1)}`);
    say(says.dataset.placed);
  }
}

function say(words) {
  says.textContent = words;
  setTimeout(() => (says.textContent = ""), 4000);
}

if (player && sound) {
  player.addEventListener("player:at", showPlace);
  lanes?.addEventListener("click", seekInLanes);
  document.getElementById("copy-link").addEventListener("click", copyLink);
  document.addEventListener("review:copy-link", copyLink);
  window.addEventListener("hashchange", hearMoment);
  goToMoment();
}
