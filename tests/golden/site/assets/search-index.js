// The index, as dossier/search/index.py writes it: asked for file by file, as a query needs them.
import { words } from "./search-words.js";

const SHORTEST = 4; // letters from which a word is also found as the beginning of others
const PLURAL = /^e?s$/; // what a shorter one may end in, or in anything if no text has it whole
const MOST_FILES = 8; // with more files of words that begin so, only the whole word is looked for
const COMMON = 0.8; // a word in so many texts is not looked for as a beginning, nor marked
const BEGINNING = 0.4; // what a word counts of which only the beginning was typed

const add = (gaps) => {
  let number = 0;
  return gaps.map((gap) => (number += gap));
};

const unpacked = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json();
};

export class Index {
  #kept = new Map();

  static async open(address) {
    const response = await fetch(address, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const entry = await response.json();
    const index = new Index();
    index.folder = new URL(`${entry.folder}/`, address);
    index.size = entry.briefings;
    index.firsts = entry.words;
    index.lengths = entry.spelling;
    index.briefings = []; // the briefing of each part
    for (let number = 0; number < entry.briefings; number++) {
      for (let part = 0; part < (entry.parts[number] ?? 1); part++) index.briefings.push(number);
    }
    return index;
  }

  #file(name) {
    if (!this.#kept.has(name)) {
      const asked = unpacked(new URL(name, this.folder));
      asked.catch(() => this.#kept.delete(name));
      this.#kept.set(name, asked);
    }
    return this.#kept.get(name);
  }

  text(part) { return this.#file(`text-${part}`); }

  // Briefings by the values of a facet.
  async facet(name) {
    const found = await this.#file(`facet-${name}`);
    return new Map(Object.entries(found).map(([value, gaps]) => [value, add(gaps)]));
  }

  // The files that may have the words from one to another.
  #files(first, last) {
    if (!this.firsts.length) return [];
    let from = 0;
    let to = this.firsts.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.firsts[middle] <= first) from = middle + 1;
      else to = middle;
    }
    const files = [Math.max(0, from - 1)];
    while (files.at(-1) + 1 < this.firsts.length && this.firsts[files.at(-1) + 1] <= last) files.push(files.at(-1) + 1);
    return files;
  }

  // Each word that is `word`, or begins so, with its parts, weights, and place in the index.
  async #lists(word, isBeginning) {
    let files = this.#files(word, isBeginning ? `${word}\uffff` : word);
    if (files.length > MOST_FILES) {
      isBeginning = false;
      files = this.#files(word, word);
    }
    const chunks = await Promise.all(files.map((number) => this.#file(`words-${number}`)));
    return chunks.flatMap((chunk, at) => chunk.flatMap(([form, gaps, weights], row) => (
      form === word || (isBeginning && form.startsWith(word))
        ? [{ form, parts: add(gaps), weights, file: files[at], row }] : [])));
  }

  // What is looked for: the scores of the parts that have a term.
  async term(term) {
    return term.row ? this.#inARow(term) : this.#word(term);
  }

  #score(list, scores, share) {
    const idf = Math.log(1 + (this.briefings.length - list.parts.length + 0.5) / (list.parts.length + 0.5));
    list.parts.forEach((part, at) => {
      scores.set(part, Math.max(scores.get(part) ?? 0, share * idf * Number(list.weights[at])));
    });
  }

  async #word(term) {
    const lists = await this.#lists(term.word, term.isBeginning);
    const whole = lists.find((list) => list.form === term.word);
    term.isCommon = Boolean(whole) && whole.parts.length > COMMON * this.briefings.length;
    if (term.isCommon) term.isBeginning = false;
    if (whole && term.word.length < SHORTEST) term.ending = PLURAL;
    const scores = new Map();
    for (const list of lists) {
      if (list === whole) this.#score(list, scores, 1);
      else if (begins(list.form, term)) this.#score(list, scores, BEGINNING);
    }
    return scores;
  }

  async #inARow(term) {
    const scores = new Map();
    let before; // the places at which the words so far may begin, by part
    for (const { word, at, isBeginning } of term.row) {
      const starts = new Map();
      for (const list of await this.#lists(word, isBeginning)) {
        if (!before) this.#score(list, scores, 1);
        const row = (await this.#file(`places-${list.file}`))[list.row];
        list.parts.forEach((part, number) => {
          if (before && !before.has(part)) return;
          const fitting = add(row[number]).map((place) => place - at).filter((start) => !before || before.get(part).has(start));
          if (fitting.length) starts.set(part, new Set([...(starts.get(part) ?? []), ...fitting]));
        });
      }
      before = starts;
    }
    return new Map([...before.keys()].map((part) => [part, scores.get(part) * term.row.length]));
  }

  // All words of about as many letters.
  async spelling(length) {
    const lengths = this.lengths.filter((one) => Math.abs(one - length) <= 2);
    const files = await Promise.all(lengths.map((one) => this.#file(`spelling-${one}`)));
    return files.flatMap((file) => file.split(" ").filter(Boolean));
  }
}

const begins = (form, { word, isBeginning, ending }) => (
  isBeginning && form.startsWith(word) && (!ending || ending.test(form.slice(word.length))));

// What a query looks for: words, each { text, word, isBeginning }, and words in a row, each
// { text, row: [{ word, at, isBeginning }], length }, which were put in quotes or have no spaces.
export const terms = (query) => {
  const found = [];
  for (const [chunk, , quoted] of query.normalize("NFC").matchAll(/(["“”„«»])([^"“”„«»]+)["“”«»]|[^\s"“”„«»]+/gu)) {
    const each = words(quoted ?? chunk);
    if (quoted !== undefined || each.some((one) => one.run)) {
      const row = each.flatMap((one, at) => {
        const isLast = one.run && each[at + 1]?.run !== one.run; // of a stretch: a letter without the next
        if (isLast && each[at - 1]?.run === one.run) return [];
        return [{ word: one.forms[0], at, isBeginning: Boolean(isLast) }];
      });
      if (row.length) found.push({ text: quoted ?? chunk, row, length: each.length });
    } else {
      for (const one of each) {
        const word = one.forms[0];
        const isLong = word.length >= SHORTEST - 1 || /\p{Script=Hangul}/u.test(word);
        found.push({ text: chunk.slice(one.start, one.end), word, isBeginning: isLong && !/\p{N}/u.test(word) });
      }
    }
  }
  return found;
};

const fits = (word, term) => word.forms.some((form) => form === term.word || begins(form, term));

// Where the terms stand in a text, each { start, end, term }, and the words of the text. Terms that
// stand in nearly all texts are left out, unless there are no others.
export const hits = (text, looked) => {
  const each = words(text);
  const found = [];
  const isAllCommon = looked.every((term) => term.isCommon);
  each.forEach((word, place) => {
    looked.forEach((term, number) => {
      if (term.isCommon && !isAllCommon) return;
      if (!term.row) {
        const isWhole = word.forms.includes(term.word);
        if (isWhole || fits(word, term)) found.push({ start: word.start, end: word.end, term: number, isWhole });
      } else if (term.row.every((part) => each[place + part.at] && fits(each[place + part.at], part))) {
        const last = each[place + term.length - 1] ?? each.at(-1);
        found.push({ start: word.start, end: last.end, term: number, isWhole: true });
      }
    });
  });
  return { words: each, found };
};
