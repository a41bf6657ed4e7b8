// The page before submitting: Enter submits, Escape goes back.

const confirmButton = document.getElementById("confirm");

confirmButton.focus();
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.getElementById("back").click();
  const isWriting = event.target.closest("textarea, a, button") !== null;
  if (event.key === "Enter" && !isWriting && !confirmButton.disabled) confirmButton.click();
});
