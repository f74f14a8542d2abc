// Comforts of Dossier's own theme: light and dark, "/" to search. Those of an article are in article.js.
const { search, switch: label } = document.currentScript.dataset;
const root = document.documentElement;

const button = document.createElement("button");
button.className = "mode";
button.type = "button";
button.title = label;
button.setAttribute("aria-label", label);
button.addEventListener("click", () => {
  const dark = root.dataset.mode
    ? root.dataset.mode === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.mode = dark ? "light" : "dark";
  try { localStorage.setItem("mode", root.dataset.mode); } catch { /* holds for this page only */ }
});
document.querySelector(".masthead .top").append(button);

document.addEventListener("keydown", (event) => {
  if (!search || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  const fields = document.querySelectorAll("#q, #site-search");
  const field = [...fields].find((one) => one.checkVisibility());
  if (field) field.focus();
  else location.href = search;
});
