// Follows a session: the server tells that something changed, the page then asks for what it may show of it.
// Streams that the server cannot hold open end at once; the browser comes back by itself.

const parts = () => [...document.querySelectorAll(".live[data-events]")];
const network = document.getElementById("network");
let source = null;
let timing = null;

const isWriting = (part) =>
  [...part.querySelectorAll("textarea, select, input:not([type=hidden])")].some((field) =>
    field.type === "radio" || field.type === "checkbox"
      ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT"
        ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field === document.activeElement
        : field.value !== field.defaultValue,
  );

async function renew(part) {
  if (isWriting(part)) return; // what is being typed is never taken away; the next change brings the rest
  const open = [...part.querySelectorAll("details")].map((one) => one.open);
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  const response = await fetch(part.dataset.fragment, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const frame = document.createElement("template");
  frame.innerHTML = await response.text();
  const fresh = frame.content.firstElementChild;
  if (!fresh?.dataset.events) return;
  part.replaceWith(fresh);
  [...fresh.querySelectorAll("details")].forEach((one, index) => {
    if (open.length && index < open.length) one.open = open[index];
  });
  if (focused) document.getElementById(focused)?.focus();
  runTimer();
  if ("ended" in fresh.dataset) source?.close();
}

function follow(event) {
  const { state, revision } = JSON.parse(event.data);
  if (network) network.hidden = true;
  for (const part of parts()) {
    if (Number(part.dataset.revision) >= revision && part.dataset.state === state) continue;
    if (part.dataset.leadsTo) leave(part, state);
    else renew(part);
  }
}

// From the sheet one goes to the session when the ratings are locked, unless something is still being written.
function leave(part, state) {
  if (state === part.dataset.state) return;
  source.close();
  if (document.querySelector(".criterion textarea:focus")) document.getElementById("revealed").hidden = false;
  else location.assign(part.dataset.leadsTo);
}

function listen() {
  const part = parts()[0];
  if (!part || "ended" in part.dataset) return;
  source = new EventSource(`${part.dataset.events}?seen=${part.dataset.revision}`);
  source.addEventListener("change", follow);
  source.addEventListener("open", () => network && !part.dataset.leadsTo && (network.hidden = true));
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  });
}

// The clock of the row the room is at: counted from the server's figure, so that no two machines' clocks matter.
function runTimer() {
  clearInterval(timing);
  const timer = document.querySelector(".timer[data-elapsed]");
  if (!timer) return;
  const began = performance.now() - 1000 * Number(timer.dataset.elapsed);
  const draw = () => {
    const left = Math.ceil(Number(timer.dataset.limit) - (performance.now() - began) / 1000);
    const shown = Math.max(0, left);
    timer.querySelector("output").textContent = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
    timer.classList.toggle("is-over", left <= 0);
    timer.querySelector(".over").hidden = left > 0;
  };
  draw();
  timing = setInterval(draw, 1000);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("textarea, select, input, [role=region], details")) return;
  const isRtl = document.documentElement.dir === "rtl";
  const key = isRtl ? { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[event.key] : event.key;
  const button = document.querySelector(`.turning [data-key="${CSS.escape(key ?? "")}"]:not(:disabled)`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

window.addEventListener("pagehide", () => source?.close());
window.addEventListener("pageshow", (event) => event.persisted && listen());
listen();
runTimer();
