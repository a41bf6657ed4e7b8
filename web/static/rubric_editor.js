// The editor of a rubric: what is typed on one side is saved after a moment and shown on the other.
// One save is on the way at a time; it carries what stands in the form by then, so nobody is in conflict with themselves.

const WAIT_MS = 600;
const state = { dirty: null, busy: false, stopped: false, timer: 0, redraws: false, whole: false };
const yaml = () => document.getElementById("yaml");

function drawLines() {
  const lines = document.getElementById("lines");
  const first = Number(lines.dataset.first);
  const count = yaml().value.split("\n").length - (yaml().value.endsWith("\n") ? 1 : 0);
  if (lines.dataset.count !== String(count)) {
    lines.textContent = Array.from({ length: Math.max(count, 1) }, (_, at) => first + at).join("\n") + "\n";
    lines.dataset.count = String(count);
  }
  lines.scrollTop = yaml().scrollTop;
}

function goToLine(line, column) {
  const area = yaml();
  const first = Number(document.getElementById("lines").dataset.first);
  const rows = area.value.split("\n");
  const row = Math.min(Math.max(line - first, 0), rows.length - 1);
  const start = rows.slice(0, row).reduce((sum, one) => sum + one.length + 1, 0);
  area.focus();
  area.setSelectionRange(start + Math.min(column - 1, rows[row].length), start + rows[row].length);
  area.scrollTop = (area.scrollHeight / rows.length) * row - area.clientHeight / 3;
  drawLines();
}

function tell(words) {
  const status = document.querySelector("#told .saved");
  if (status && words) status.textContent = words;
}

async function save() {
  clearTimeout(state.timer);
  if (state.busy || state.stopped || !state.dirty) return;
  const form = document.querySelector(`form[data-side="${state.dirty}"]`);
  const [side, redraws] = [state.dirty, state.redraws];
  Object.assign(state, { busy: true, dirty: null, redraws: false });
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "HX-Request": "true" },
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("sides");
    if (found) show(found, { side, redraws, isRefused: !answer.ok });
    else fail(form);
  } catch {
    fail(form);
    state.dirty ??= side;
  } finally {
    state.busy = false;
    if (state.dirty) state.timer = setTimeout(save, WAIT_MS);
  }
}

function fail(form) {
  tell(form.closest("[data-unsaved]")?.dataset.unsaved);
}

// Take over from the answer all but the side that is being typed in.
function show(found, { side, redraws, isRefused }) {
  state.stopped = found.dataset.conflict === "yes";
  const replace = ["told", "problems", "lines-told"];
  if (side === "yaml" || redraws) replace.push("form-side");
  for (const id of replace) swap(id, found);
  const keys = found.querySelector("#yaml-keys").innerHTML;
  for (const place of document.querySelectorAll(".keys")) place.innerHTML = keys;
  if (side === "form" && !isRefused && state.dirty !== "yaml") takeYaml(found);
  if (state.stopped) takeYaml(found);
  const lines = found.querySelector("#lines");
  document.getElementById("lines").dataset.first = lines.dataset.first;
  document.getElementById("lines").dataset.count = "";
  drawLines();
}

function takeYaml(found) {
  const top = yaml().scrollTop;
  yaml().value = found.querySelector("#yaml").value;
  yaml().scrollTop = top;
}

function swap(id, found) {
  const [here, there] = [document.getElementById(id), found.querySelector(`#${id}`)];
  if (!here || !there) return;
  const focused = here.contains(document.activeElement) ? document.activeElement.id : "";
  const open = [...here.querySelectorAll("details")].map((one) => one.open);
  const top = here.scrollTop;
  here.replaceWith(there);
  there.querySelectorAll("details").forEach((one, at) => (one.open = open[at] ?? false));
  there.scrollTop = top;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function noteChange(event) {
  const form = event.target.closest?.("form[data-side]");
  if (!form || event.target.closest("[data-whole]")) return;
  if (state.dirty && state.dirty !== form.dataset.side) save();
  state.dirty = form.dataset.side;
  if (event.type === "change" && event.target.matches("[data-redraws]")) state.redraws = true;
  tell(document.getElementById("sides").dataset.saving);
  clearTimeout(state.timer);
  state.timer = setTimeout(save, event.type === "change" ? 50 : WAIT_MS);
}

const current = document.querySelector(".pieces [aria-current]");
const list = current?.closest("ol");
if (list) list.scrollTop += current.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;

if (yaml()) {
  drawLines();
  document.addEventListener("input", (event) => {
    if (event.target.id === "yaml") drawLines();
    if (event.target.closest("[data-whole]")) state.whole = true;
    noteChange(event);
  });
  document.addEventListener("change", noteChange);
  document.addEventListener("scroll", (event) => event.target.id === "yaml" && drawLines(), true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-line]");
    if (button) goToLine(Number(button.dataset.line), Number(button.dataset.column));
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-whole]")) state.whole = false;
    const form = event.target.closest("form[data-side]");
    if (!form || state.stopped) {
      state.stopped = false;
      return;
    }
    event.preventDefault();
    state.dirty = form.dataset.side;
    save();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    const whole = document.querySelector("form[data-whole]");
    if (whole) whole.requestSubmit();
    else save();
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("beforeunload", (event) => {
    if (state.dirty || state.busy || state.stopped || state.whole) event.preventDefault();
  });
}
