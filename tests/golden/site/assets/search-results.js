// One result: what it is, its title, and where the words stand, verbatim.
import { hits } from "./search-index.js";

const LENGTH = 280; // characters of an excerpt
const BEFORE = 90; // of them, before the first hit
const EXCERPTS = 2;
const ELSEWHERE = 8; // further paragraphs that are named
const SENTENCE = /[.!?…。！？]["”’»)]*(?:\s+|(?<=[。！？]))/gu; // the end of one, with what follows

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
};

const terms = (found) => new Set(found.map((hit) => hit.term));

// A text, or what is between two of its places, with its hits marked.
const marked = (text, found, from = 0, to = text.length) => {
  const made = new DocumentFragment();
  let place = from;
  for (const { start, end } of found.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    if (start < place || end > to) continue;
    made.append(text.slice(place, start), element("mark", {}, text.slice(start, end)));
    place = end;
  }
  made.append(text.slice(place, to));
  return made;
};

// The stretch of a paragraph that has the most terms, from a word to a word.
const stretch = (text, { words, found }) => {
  if (text.length <= LENGTH * 1.2) return [0, text.length];
  const within = (from) => found.filter((hit) => hit.start >= from && hit.end <= from + LENGTH - BEFORE);
  const best = found.reduce((one, hit) => (
    terms(within(hit.start)).size > terms(within(one.start)).size ? hit : one), found[0]);
  const starts = words.filter((word) => word.start >= best.start - BEFORE && word.start <= best.start);
  const sentence = starts.filter((word) => /[.!?…。！？]["”’»)]*\s+["“‘«(]*$/u.test(text.slice(0, word.start))).at(-1);
  const from = best.start <= BEFORE ? 0 : (sentence ?? starts[0] ?? best).start;
  const ends = words.filter((word) => word.end > from && word.end <= from + LENGTH);
  const end = Math.max(ends.at(-1)?.end ?? 0, best.end);
  return [from, words.at(-1).end <= end ? text.length : end];
};

// What a browser is to look for on the page, so that the hit is marked there (a text fragment). It
// marks the first place that fits, and a sentence may stand above its paragraph as an extract: so the
// hit is told with its sentence and two words of a neighbouring one, or by the number before it.
const directive = (number, text, { words, found }) => {
  const said = (from, to) => encodeURIComponent(text.slice(from, to).trim()).replaceAll("-", "%2D");
  const starts = [...text.matchAll(SENTENCE)].map((match) => match.index + match[0].length);
  const firsts = new Map(found.toReversed().map((hit) => [hit.term, hit]));
  return [...firsts.values()].toReversed().map(({ start, end }) => {
    const hit = said(start, end);
    const begin = starts.findLast((one) => one <= start);
    if (begin) {
      const before = words.filter((word) => word.end <= begin).slice(-2);
      if (before.length) return `text=${said(before[0].start, start)}-,${hit}`;
    }
    const next = starts.find((one) => one >= end);
    const after = next ? words.filter((word) => word.start >= next).slice(0, 2) : [];
    if (after.length) return `text=${hit},-${said(end, after.at(-1).end)}`;
    const first = words[0];
    return `text=%C2%B6${number}-,${first.start < start ? `${said(first.start, first.end)},` : ""}${hit}`;
  }).join("&");
};

export class Result {
  constructor(data, looked, root, label) {
    this.data = data;
    this.looked = looked;
    this.label = label;
    this.address = new URL(data.path, root).href;
    this.title = hits(data.title, looked);
    this.paragraphs = data.paragraphs
      .map(([number, text]) => ({ number, text, ...hits(text, looked) }))
      .filter((one) => one.found.length);
  }

  // The paragraphs that show most of the terms, and then those that show what these do not.
  #chosen() {
    const chosen = [];
    const shown = new Set();
    while (chosen.length < EXCERPTS) {
      const news = (one) => new Set(one.found.filter((hit) => !shown.has(hit.term)).map((hit) => hit.term)).size
        + (one.found.some((hit) => hit.isWhole && !shown.has(hit.term)) ? 0.5 : 0);
      const best = this.paragraphs.reduce((one, other) => (!one || news(other) > news(one) ? other : one), null);
      if (!best || news(best) < 1) break;
      chosen.push(best);
      terms(best.found).forEach((term) => shown.add(term));
    }
    return { chosen, shown };
  }

  #link(paragraph) {
    const name = `¶${paragraph.number}`;
    if (!this.data.is_full && this.data.is_full !== undefined) return element("span", { class: "cite" }, name);
    const looked = paragraph.found ? `:~:${directive(paragraph.number, paragraph.text, paragraph)}` : "";
    return element("a", { class: "cite", href: `${this.address}#p${paragraph.number}${looked}` }, name);
  }

  #excerpt(paragraph) {
    const { text, found } = paragraph;
    const [from, to] = stretch(text, paragraph);
    const words = element("span", { class: "excerpt-words", lang: this.data.language, dir: "auto" },
      marked(text, found, from, to));
    return element("p", { class: "excerpt" }, this.#link(paragraph), " ",
      from ? "… " : "", words, to < text.length ? " …" : "");
  }

  // Author, source and the like, where a term stands that no excerpt shows.
  #fields(shown) {
    const { author, source, bottom_line: line, kind, named = [] } = this.data;
    const fields = [["bottom_line", line], ["author", author], ["source", source], ["kind", kind]];
    const all = [...fields.map(([key, text]) => [key, text, []]), ...named.map(([key, , text, numbers]) => [key, text, numbers])];
    return all.filter(([, text]) => text).flatMap(([key, text, numbers]) => {
      const { found } = hits(text, this.looked);
      if (![...terms(found)].some((term) => !shown.has(term))) return [];
      if (key !== "bottom_line") terms(found).forEach((term) => shown.add(term));
      const cited = numbers.slice(0, ELSEWHERE).flatMap((number) => [" ", this.#link({ number })]);
      const isEditors = key === "bottom_line";
      return [element("p", { class: isEditors ? "field bottom-line" : "field" },
        element("small", {}, this.label[key]), " ",
        element("span", { class: isEditors ? "editor-words" : null, dir: "auto" }, marked(text, found)), ...cited)];
    });
  }

  item() {
    const { data } = this;
    const { chosen, shown } = this.#chosen();
    terms(this.title.found).forEach((term) => shown.add(term));
    const facts = [data.kind, data.date, data.source].filter(Boolean);
    const heading = element("h2", { lang: data.language, dir: "auto" },
      element("a", { href: this.address }, marked(data.title, this.title.found)));
    const most = chosen.length ? terms(chosen[0].found).size : 0;
    const rest = this.paragraphs.filter((one) => !chosen.includes(one) && terms(one.found).size >= most);
    return element("li", { class: "result" },
      element("p", { class: "kicker" }, ...facts.flatMap((fact, at) => [at ? " · " : "", element("bdi", {}, fact)])),
      heading,
      ...this.#fields(shown),
      ...chosen.map((one) => this.#excerpt(one)),
      rest.length ? element("p", { class: "elsewhere" }, this.label.also,
        ...rest.slice(0, ELSEWHERE).flatMap((one) => [" ", this.#link(one)])) : null,
      data.themes.length ? element("p", { class: "result-themes" }, data.themes.join(" · ")) : null);
  }
}
