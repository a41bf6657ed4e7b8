// Shows the words of the chosen strength only, stops at three points, and takes a wording over.

const strength = document.getElementById("strength");
const chosen = document.getElementById("chosen");
const points = [...document.querySelectorAll("input[name=point]")];
const most = Number(chosen.dataset.most);

function draw() {
  for (const words of document.querySelectorAll(".words-of")) words.hidden = words.dataset.of !== strength?.value;
  const count = points.filter((one) => one.checked).length;
  chosen.textContent = points.length ? `${count} / ${most}` : "";
  for (const one of points) {
    one.disabled = count >= most && !one.checked;
    one.closest(".point").classList.toggle("left-out", !one.checked);
  }
}

for (const button of document.querySelectorAll("button.take")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.take);
    field.value = button.dataset.words;
    field.focus();
  });
}

document.addEventListener("change", draw);
draw();
