// Searching: Pagefind finds, this file shows. The address holds query and facets, so that a search
// can be linked to.
const form = document.querySelector("#search");
const list = document.querySelector("#results");
const status = document.querySelector("#status");
const facets = ["theme", "country", "year"];
const PAGE = 10;
let ready;
let latest = 0;

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

const start = async () => {
  const address = new URL(form.dataset.index, document.baseURI);
  const options = { baseUrl: new URL(form.dataset.root, document.baseURI).pathname, excerptLength: 24 };
  const pagefind = await import(address);
  await pagefind.options(options);
  await pagefind.init();
  const parts = await (await fetch(new URL("parts.json", address))).json(); // of a very large library
  await Promise.all(parts.map((part) => pagefind.mergeIndex(new URL(`${part}/`, address).pathname, options)));
  return pagefind;
};

const load = () => ready ??= start().catch((error) => { ready = undefined; throw error; });

const entry = (data) => {
  const item = document.createElement("li");
  const heading = document.createElement("h2");
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = data.meta.title;
  heading.append(link);
  item.append(heading);
  const parts = data.sub_results.filter((part) => part.anchor);
  for (const part of parts.slice(0, 3)) {
    const line = document.createElement("p");
    const number = document.createElement("a");
    number.href = part.url;
    number.className = "cite";
    number.textContent = `¶${part.anchor.id.slice(1)}`;
    const words = document.createElement("span");
    // Pagefind escapes the text and adds only mark elements; the ¶ stands before it already.
    words.innerHTML = part.excerpt.replace(/^¶\.?\s*/, "");
    line.append(number, " ", words);
    item.append(line);
  }
  return item;
};

const show = async (results, start) => {
  const turn = latest;
  const found = await Promise.all(results.slice(start, start + PAGE).map((result) => result.data()));
  if (turn !== latest) return;
  list.append(...found.map(entry));
  document.querySelector("#more")?.remove();
  if (start + PAGE < results.length) {
    const more = document.createElement("button");
    more.id = "more";
    more.textContent = form.dataset.more;
    more.addEventListener("click", () => show(results, start + PAGE));
    list.after(more);
  }
};

const search = async () => {
  const turn = ++latest;
  const query = form.q.value.trim();
  const filters = {};
  for (const facet of facets) if (form[facet].value) filters[facet] = form[facet].value;
  const address = new URL(location);
  address.search = new URLSearchParams({ ...(query && { q: query }), ...filters });
  history.replaceState(null, "", address);
  if (!query && !Object.keys(filters).length) {
    list.replaceChildren();
    document.querySelector("#more")?.remove();
    status.textContent = "";
    return;
  }
  try {
    const engine = await load();
    const { results } = await engine.search(query || null, { filters });
    if (turn !== latest) return;
    list.replaceChildren();
    document.querySelector("#more")?.remove();
    const count = results.length;
    const phrase = count === 0 ? "none" : count === 1 ? "one" : "other";
    const shown = query || Object.values(filters).join(", ");
    status.textContent = fill(form.dataset[phrase], { query: `“${shown}”`, count });
    await show(results, 0);
  } catch {
    status.textContent = form.dataset.failed;
  }
};

const given = new URLSearchParams(location.search);
form.q.value = given.get("q") ?? "";
for (const facet of facets) form[facet].value = given.get(facet) ?? "";
form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
form.addEventListener("change", search);
let pause;
form.q.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, 250); });
if (given.size) search();
else form.q.focus();
