// The search page. Its address holds query, facets and order, so that a search can be linked to. It
// is an element of its own, so that it begins wherever the form comes from: a theme that swaps its
// pages puts a new one in.
import { Index } from "./search-index.js";
import { find, suggestion } from "./search-query.js";
import { Result } from "./search-results.js";

const PAGE = 10;
const PAUSE = 250; // milliseconds without a key, after which what was typed is looked for
const indexes = new Map();

const open = (address) => {
  if (!indexes.has(address.href)) {
    const opened = Index.open(address);
    opened.catch(() => indexes.delete(address.href));
    indexes.set(address.href, opened);
  }
  return indexes.get(address.href);
};

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

class Search {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("form");
    this.field = this.form.querySelector("input");
    this.list = root.querySelector("#results");
    this.status = root.querySelector("#status");
    this.meant = root.querySelector("#meant");
    this.more = root.querySelector("#more");
    this.order = root.querySelector("select[name=order]");
    this.facets = [...root.querySelectorAll(".facets select")];
    this.said = JSON.parse(this.form.dataset.words);
    this.latest = 0;
    const plural = new Intl.PluralRules(this.form.dataset.language);
    this.counted = (count, query) => fill(this.said.found[plural.select(count)] ?? this.said.found.other, { count, query });
  }

  begin() {
    const given = new URLSearchParams(location.search);
    this.field.value ||= given.get(this.field.name) ?? ""; // a reader may have typed before this ran
    for (const one of [...this.facets, this.order]) if (given.has(one.name)) one.value = given.get(one.name);
    for (const one of [...this.facets, this.order]) if (one.selectedIndex < 0) one.selectedIndex = 0;
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.search(); });
    // Not the field of words: its change comes when a result is clicked, and would take the result away.
    for (const one of [...this.facets, this.order]) one.addEventListener("change", () => this.search());
    let pause;
    this.field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => this.search(), PAUSE); });
    this.more.addEventListener("click", () => this.showMore());
    const narrow = this.root.querySelector("details.narrow");
    const isWide = matchMedia("(min-width: 1100px)");
    narrow.open = isWide.matches || this.facets.some((one) => one.value);
    isWide.addEventListener("change", () => { narrow.open = isWide.matches; });
    this.root.querySelector(".facets").addEventListener("focusin", () => this.count(), { once: true });
    if (given.size || this.field.value) this.search();
    else if (isWide.matches) this.field.focus();
  }

  get query() { return this.field.value.trim(); }

  get filters() {
    return Object.fromEntries(this.facets.filter((one) => one.value).map((one) => [one.name, one.value]));
  }

  async search() {
    if (!this.root.isConnected) return; // the reader has left the page
    const turn = ++this.latest;
    const { query, filters } = this;
    const address = new URL(location);
    const order = this.order.selectedIndex ? { [this.order.name]: this.order.value } : {};
    address.search = new URLSearchParams({ ...(query && { [this.field.name]: query }), ...filters, ...order });
    history.replaceState(history.state, "", address);
    if (!query && !Object.keys(filters).length) {
      this.clear();
      this.status.textContent = "";
      return;
    }
    try {
      const index = await open(new URL(this.form.dataset.index, document.baseURI));
      const found = await find(index, query, filters, this.order.value === "newest");
      if (turn !== this.latest) return;
      this.clear();
      this.index = index;
      this.found = found;
      this.say(query);
      if (this.isCounting) this.count();
      await this.show(false);
      const better = query && await suggestion(index, query, filters, found);
      if (turn === this.latest && better) this.offer(better);
    } catch (error) {
      if (turn === this.latest) this.status.textContent = this.said.failed;
      throw error;
    }
  }

  clear() {
    this.found = null;
    this.list.replaceChildren();
    this.meant.replaceChildren();
    this.more.hidden = true;
  }

  say(query) {
    const { results, missing, looked } = this.found;
    const chosen = this.facets.filter((one) => one.value).map((one) => one.selectedOptions[0].dataset.name);
    const shown = `“${query || chosen.join(", ")}”`;
    if (results.length) this.status.textContent = this.counted(results.length, shown);
    else {
      const said = [fill(this.said.none, { query: shown })];
      if (looked.length > 1) said.push(...missing.map((term) => fill(this.said.missing, { word: `“${term.text}”` })));
      this.status.textContent = said.join(" ");
    }
  }

  // What a misspelt query may mean, as a link that works without this script.
  offer(better) {
    const address = new URL(location);
    address.searchParams.set(this.field.name, better);
    const link = document.createElement("a");
    link.href = address.href;
    link.textContent = better;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      this.field.value = better;
      this.search();
      this.field.focus();
    });
    const [before, after] = this.said.meant.split("{query}");
    this.meant.replaceChildren(before, link, after);
  }

  async show(isMore) {
    const { index, found, latest: turn } = this;
    const start = this.list.children.length;
    const root = new URL(this.form.dataset.root, document.baseURI);
    const next = found.results.slice(start, start + PAGE);
    for (const asked of next.map(({ part }) => index.text(part))) {
      const item = new Result(await asked, found.looked, root, this.said).item();
      if (turn !== this.latest) return;
      this.list.append(item);
    }
    this.more.hidden = this.list.children.length >= found.results.length;
    if (isMore) this.list.children[start]?.querySelector("a").focus();
  }

  // Who presses twice is shown the next ones once.
  async showMore() {
    if (this.isShowing) return;
    this.isShowing = true;
    const turn = this.latest;
    try {
      await this.show(true);
      if (turn === this.latest) this.say(this.query);
    } catch (error) {
      if (turn === this.latest) this.status.textContent = this.said.failed;
      throw error;
    } finally {
      this.isShowing = false;
    }
  }

  // Behind each choice, how many of the results it would leave: loaded when a reader looks at them.
  async count() {
    this.isCounting = true;
    const index = await open(new URL(this.form.dataset.index, document.baseURI));
    for (const select of this.facets) {
      const { [select.name]: own, ...others } = this.filters;
      const lists = await index.facet(select.name);
      const isAll = !this.query && !Object.keys(others).length;
      const left = isAll ? null : new Set((await find(index, this.query, others, true)).results.map((one) => one.briefing));
      for (const option of [...select.options].filter((one) => one.value)) {
        const of = lists.get(option.value) ?? [];
        const count = left ? of.filter((one) => left.has(one)).length : of.length;
        option.textContent = `${option.dataset.name} (${count})`;
        option.disabled = !count && option.value !== own;
      }
    }
  }
}

customElements.define("dossier-search", class extends HTMLElement {
  connectedCallback() { new Search(this).begin(); }
});
