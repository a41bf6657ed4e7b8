// Reports: says what a point of a chart is when one points at it, asks for a report that is not there yet and waits.

const tooltip = document.createElement("div");
tooltip.className = "tooltip";
tooltip.setAttribute("role", "presentation");
tooltip.hidden = true;
document.body.append(tooltip);

// The browser's own tooltip comes late and is small: its words are kept for ours.
for (const title of document.querySelectorAll("svg.chart title")) {
  title.parentElement.dataset.tip = title.textContent;
  title.remove();
}

function place(event) {
  const room = 14;
  const { offsetWidth: wide, offsetHeight: tall } = tooltip;
  const left = Math.min(event.clientX + room, window.innerWidth - wide - room);
  const above = event.clientY - tall - room;
  tooltip.style.left = `${Math.max(room, left)}px`;
  tooltip.style.top = `${above > 0 ? above : event.clientY + room}px`;
}

function point(event) {
  const pointed = event.target.closest?.("[data-tip]");
  tooltip.hidden = !pointed;
  if (pointed) {
    tooltip.textContent = pointed.dataset.tip;
    place(event);
  }
}

document.addEventListener("pointerover", point);
document.addEventListener("pointermove", (event) => tooltip.hidden || place(event));
document.addEventListener("pointerdown", point);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tooltip.hidden = true;
});

document.querySelector("form[data-ask]")?.requestSubmit();

if (document.querySelector("[data-waiting]")) {
  window.setTimeout(() => window.location.reload(), 2500);
}
