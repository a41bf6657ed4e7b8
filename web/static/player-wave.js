// The waveform of each channel, drawn from stored peaks: the sound itself is never decoded here.

const player = document.getElementById("player");
const sound = document.getElementById("sound");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

async function drawWave() {
  const answer = await fetch(player.dataset.peaks);
  const { peaks, seconds } = answer.ok ? await answer.json() : { peaks: [] };
  if (!peaks.length || !window.WaveSurfer) return;
  player.classList.add("drawn");
  const agentChannel = Number(player.dataset.agentChannel || 0);
  const regions = window.WaveSurfer.Regions.create();
  window.WaveSurfer.create({
    container: document.getElementById("wave"),
    media: sound,
    peaks,
    duration: seconds,
    cspNonce: player.dataset.nonce,
    height: peaks.length > 1 ? 26 : 48,
    barWidth: 2,
    barGap: 1,
    barRadius: 2,
    cursorWidth: 0,
    splitChannels: peaks.map((_, channel) => {
      const tone = channel === agentChannel ? colour("--accent") : colour("--line-strong");
      return { waveColor: tone, progressColor: `color-mix(in srgb, ${tone} 55%, ${colour("--ink")})` };
    }),
    plugins: [regions],
  });
  regions.enableDragSelection({ color: "rgb(122 77 0 / 25%)" });
  regions.on("region-created", (region) => {
    take(Math.round(region.start * 1000), Math.round(region.end * 1000));
    setTimeout(() => region.remove(), 0);
  });
}

// Where notes are pinned, a stretch becomes one; elsewhere it is heard.
function take(from, to) {
  if (to <= from) return;
  const name = document.getElementById("annotate") ? "review:stretch" : "player:hear";
  document.dispatchEvent(new CustomEvent(name, { detail: { from, to } }));
}

if (player && sound) drawWave();
