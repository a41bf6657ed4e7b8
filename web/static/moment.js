// Plays the moment a quote is from, and stops where it ends.

const sound = document.getElementById("sound");
let until = null;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-hear]");
  if (!button || !sound) return;
  until = Number(button.dataset.until) || null;
  sound.currentTime = Number(button.dataset.hear) / 1000;
  sound.play().catch(() => {});
});

sound?.addEventListener("timeupdate", () => {
  if (until !== null && sound.currentTime * 1000 >= until) {
    until = null;
    sound.pause();
  }
});
