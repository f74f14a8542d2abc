// Searching: Pagefind finds, this file shows. The address holds query and facets, so that a search
// can be linked to. It is an element of its own, so that it begins wherever the form comes from: a
// theme that swaps its pages puts a new one in.
const PAGE = 10;
let ready;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

const start = async (form) => {
  const address = new URL(form.dataset.index, document.baseURI);
  const options = { baseUrl: new URL(form.dataset.root, document.baseURI).pathname, excerptLength: 24 };
  const pagefind = await import(address);
  await pagefind.options(options);
  await pagefind.init();
  const parts = await (await fetch(new URL("parts.json", address))).json(); // of a very large library
  await Promise.all(parts.map((part) => pagefind.mergeIndex(new URL(`${part}/`, address).pathname, options)));
  return pagefind;
};

const load = (form) => ready ??= start(form).catch((error) => { ready = undefined; throw error; });

// Scripts that write no spaces are divided into their characters, as dossier/search/unspaced.py has
// divided the texts: looked for in a row, and put together again where they are shown.
const marks = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059"
  + "\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d"
  + "\u17b4-\u17d3\u17dd\u3099\u309a";
const scripts = "\u0e01-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0edf\u1000-\u1049\u1050-\u109d"
  + "\u1780-\u17d3\u17dc-\u17e9\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
  + "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}";
const unspaced = new RegExp(`[${scripts}]`, "u");
const words = new RegExp(`[${scripts}][${marks}]*|(?:(?![${scripts}${marks}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const mark = new RegExp(`[${marks}]`, "gu");

const divide = (text) => (text.match(words) ?? []).join(" ")
  .replace(mark, (one) => String.fromCodePoint(0x17000 + one.codePointAt() % 0x1800));

const unite = (text) => text
  .replace(/\u2060(<\/mark>)? (<mark>)?/g, (_, ends = "", begins = "") => ends + begins)
  .replace(/\u2060|<\/mark><mark>/g, "")
  .replace(/[\u{17000}-\u{187ff}]/gu, (one) => {
    const code = one.codePointAt() - 0x17000;
    return String.fromCodePoint(code < 0xe00 ? code + 0x3000 : code);
  })
  .normalize("NFC");

// What Pagefind is asked for: the words that have spaces at once, each other one for itself.
const asked = (query) => {
  if (!unspaced.test(query)) return [query];
  const terms = /^".+"$/.test(query) ? [query] : query.split(/\s+/);
  const spaced = terms.filter((term) => !unspaced.test(term)).join(" ");
  const others = terms.filter((term) => unspaced.test(term)).map((term) => `"${divide(term.normalize("NFD"))}"`);
  return spaced ? [...others, spaced] : others;
};

const find = async (form, query, filters) => {
  const engine = await load(form);
  const asks = query ? asked(query) : [null];
  const [first, ...others] = await Promise.all(asks.map((ask) => engine.search(ask, { filters })));
  const ids = others.map((found) => new Set(found.results.map((result) => result.id)));
  return first.results.filter((result) => ids.every((found) => found.has(result.id)));
};

const entry = (data, labelled) => {
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = unite(data.meta.title);
  heading.append(link);
  item.append(heading);
  if (data.meta.bottom_line) {
    const line = document.createElement("p");
    const label = document.createElement("small");
    label.textContent = labelled;
    const words = document.createElement("span");
    words.className = "editor-words";
    words.dir = "auto";
    words.textContent = unite(data.meta.bottom_line);
    line.className = "bottom-line";
    line.append(label, " ", words);
    item.append(line);
  }
  const parts = data.sub_results.filter((part) => part.anchor);
  for (const part of parts.slice(0, 3)) {
    const line = document.createElement("p");
    const number = document.createElement("a");
    number.href = part.url;
    number.className = "cite";
    number.textContent = `¶${part.anchor.id.slice(1)}`;
    const excerpt = document.createElement("span");
    // Pagefind escapes the text and adds only mark elements; the ¶ stands before it already.
    excerpt.innerHTML = unite(part.excerpt.replace(/^¶\.?\s*/, ""));
    line.append(number, " ", excerpt);
    item.append(line);
  }
  return item;
};

const begin = (root) => {
  const form = root.querySelector("form");
  const list = root.querySelector("#results");
  const status = root.querySelector("#status");
  const facets = [...form.querySelectorAll("select")].map((select) => select.name);
  let latest = 0;

  const show = async (results, start) => {
    const turn = latest;
    const found = await Promise.all(results.slice(start, start + PAGE).map((result) => result.data()));
    if (turn !== latest) return;
    list.append(...found.map((data) => entry(data, form.dataset.bottomLine)));
    root.querySelector("#more")?.remove();
    if (start + PAGE < results.length) {
      const more = document.createElement("button");
      more.id = "more";
      more.textContent = form.dataset.more;
      more.addEventListener("click", () => show(results, start + PAGE));
      list.after(more);
    }
  };

  const search = async () => {
    if (!root.isConnected) return; // the reader has left the page
    const turn = ++latest;
    const query = form.q.value.trim();
    const filters = {};
    for (const facet of facets) if (form[facet].value) filters[facet] = form[facet].value;
    const address = new URL(location);
    address.search = new URLSearchParams({ ...(query && { [form.q.name]: query }), ...filters });
    history.replaceState(null, "", address);
    if (!query && !Object.keys(filters).length) {
      list.replaceChildren();
      root.querySelector("#more")?.remove();
      status.textContent = "";
      return;
    }
    try {
      const results = await find(form, query, filters);
      if (turn !== latest) return;
      list.replaceChildren();
      root.querySelector("#more")?.remove();
      const count = results.length;
      const phrase = count === 0 ? "none" : count === 1 ? "one" : "other";
      const shown = query || Object.keys(filters).map((facet) => form[facet].selectedOptions[0].text).join(", ");
      status.textContent = fill(form.dataset[phrase], { query: `“${shown}”`, count });
      await show(results, 0);
    } catch {
      status.textContent = form.dataset.failed;
    }
  };

  const given = new URLSearchParams(location.search);
  form.q.value = given.get(form.q.name) ?? "";
  for (const facet of facets) form[facet].value = given.get(facet) ?? "";
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  // Not the field of words: its change comes when a result is clicked, and would take the result away.
  for (const facet of facets) form[facet].addEventListener("change", search);
  let pause;
  form.q.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, 250); });
  if (given.size) search();
  else form.q.focus();
};

customElements.define("dossier-search", class extends HTMLElement {
  connectedCallback() { begin(this); }
});
