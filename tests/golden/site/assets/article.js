// Comforts that an article does without: printing it, copying links, remembering whether to show how it was
// filed, and marking in its contents where a reader is.
// A module runs once, even where a theme swaps its pages; so it listens to the document, and minds
// nothing outside .dossier.
const FILING = "dossier-filing";

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

const copy = async (article, address) => {
  try {
    await navigator.clipboard.writeText(address);
    announce(article);
  } catch { /* the link is in the address bar all the same */ }
};

document.addEventListener("click", (event) => {
  const article = event.target.closest(".dossier");
  if (!article) return;
  if (event.target.closest("button.print")) window.print();
  if (event.target.closest("button.copy")) copy(article, location.href.split("#")[0]);
  const number = event.target.closest("a.number");
  if (number && !event.metaKey && !event.ctrlKey && !event.shiftKey) copy(article, number.href);
});

// --- how a text was filed: the marks of paragraphs are stops of the keyboard only while that is shown

const marks = (isShown) => {
  for (const mark of document.querySelectorAll(".briefing a.number")) {
    if (isShown) mark.removeAttribute("tabindex");
    else mark.tabIndex = -1;
  }
};

document.addEventListener("change", (event) => {
  if (!event.target.matches(".dossier .switch input")) return;
  marks(event.target.checked);
  try {
    localStorage.setItem(FILING, event.target.checked ? "shown" : "hidden");
  } catch { /* it is not remembered */ }
});

const remembered = () => {
  try {
    return localStorage.getItem(FILING);
  } catch {
    return null;
  }
};

// --- where a reader is

const follow = (contents) => {
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const seen = new Set();
  const sections = [...document.querySelectorAll(".briefing > .theme-section")];
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) seen[entry.isIntersecting ? "add" : "delete"](entry.target);
    const current = sections.find((section) => seen.has(section));
    for (const [id, link] of links) {
      if (id === current?.getAttribute("aria-labelledby")) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-25% 0px -70%" });
  sections.forEach((section) => watcher.observe(section));
};

const prepare = () => {
  const box = document.querySelector(".dossier .switch input");
  if (!box) return;
  const isEditors = box.closest(".dossier").hasAttribute("data-preview");
  box.checked = (remembered() ?? (isEditors ? "shown" : "hidden")) === "shown";
  marks(box.checked);
  document.querySelectorAll(".briefing .contents").forEach(follow);
};

if (window.document$) window.document$.subscribe(prepare); // Material, which swaps its pages
else prepare();
