// Comforts that the pages do without: light and dark, copying a paragraph's link, "/" to search.
const { search, copied, switch: label } = document.currentScript.dataset;
const root = document.documentElement;

const announce = (text) => {
  const note = document.createElement("p");
  note.className = "toast";
  note.setAttribute("role", "status");
  document.body.append(note);
  note.textContent = text;
  setTimeout(() => note.remove(), 1800);
};

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
document.querySelector(".masthead nav").append(button);

for (const print of document.querySelectorAll("button.print")) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

document.addEventListener("click", async (event) => {
  const number = event.target.closest("a.number");
  if (!number || event.metaKey || event.ctrlKey || event.shiftKey) return;
  try {
    await navigator.clipboard.writeText(number.href);
    announce(copied);
  } catch { /* the link is in the address bar all the same */ }
});

document.addEventListener("keydown", (event) => {
  if (!search || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  const field = document.querySelector("#q");
  if (field) field.focus();
  else location.href = search;
});
