// Comforts that an article does without: printing it, and copying the link of a paragraph.
// A module runs once, even where a theme swaps its pages; so it listens to the document, and minds
// nothing outside .dossier.
const announce = (article) => {
  const frame = document.createElement("div"); // beside the article, which a theme may swap meanwhile
  const note = document.createElement("p");
  frame.className = "dossier";
  note.className = "toast";
  note.setAttribute("role", "status");
  frame.append(note);
  document.body.append(frame);
  note.textContent = article.dataset.copied;
  setTimeout(() => frame.remove(), 1800);
};

document.addEventListener("click", async (event) => {
  const article = event.target.closest(".dossier");
  if (!article) return;
  if (event.target.closest("button.print")) {
    window.print();
    return;
  }
  const number = event.target.closest("a.number");
  if (!number || event.metaKey || event.ctrlKey || event.shiftKey) return;
  try {
    await navigator.clipboard.writeText(number.href);
    announce(article);
  } catch { /* the link is in the address bar all the same */ }
});
