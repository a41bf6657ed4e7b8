// The page before submitting: Enter submits, Escape goes back.

const confirmButton = document.getElementById("confirm");

confirmButton.focus();
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.getElementById("back").click();
  const isWriting = event.target.closest("textarea, a, button") !== null;
  if (event.key === "Enter" && !isWriting && !confirmButton.disabled) confirmButton.click();
});

// A summary that was begun outlives a look back at the review.

const summary = document.querySelector("[name=summary]");
const kept = `summary-${location.pathname}`;

if (summary && !summary.value) summary.value = sessionStorage.getItem(kept) ?? "";
summary?.addEventListener("input", () => sessionStorage.setItem(kept, summary.value));
confirmButton.form.addEventListener("submit", () => sessionStorage.removeItem(kept));
