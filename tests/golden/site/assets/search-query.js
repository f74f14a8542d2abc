// Finding: which briefings have all words of a query, and what a misspelt word may be.
import { terms } from "./search-index.js";

const FEW = 2; // with so few results, a like word that is in many more briefings is offered

// The results, each { briefing, part, score }, the best or the newest first, and what was looked for.
export const find = async (index, query, filters, isByDate) => {
  const looked = terms(query);
  const found = await Promise.all(looked.map((term) => index.term(term)));
  const allowed = await allowedBy(index, filters);
  const parts = new Map(); // by briefing: its parts, with how many terms each has, and its score
  const best = looked.map(() => new Map());
  found.forEach((scores, number) => scores.forEach((score, part) => {
    const briefing = index.briefings[part];
    if (allowed && !allowed.has(briefing)) return;
    best[number].set(briefing, Math.max(best[number].get(briefing) ?? 0, score));
    const of = parts.get(briefing) ?? new Map();
    const sum = of.get(part) ?? { count: 0, score: 0 };
    of.set(part, { count: sum.count + 1, score: sum.score + score });
    parts.set(briefing, of);
  }));
  let results;
  if (!looked.length) {
    const every = allowed ? [...allowed] : [];
    results = every.sort((one, other) => one - other).map((briefing) => ({ briefing, part: index.briefings.indexOf(briefing), score: 0 }));
  } else {
    results = [...best[0].keys()].filter((one) => best.every((scores) => scores.has(one))).map((briefing) => {
      const ranked = [...parts.get(briefing)].sort(([a, x], [b, y]) => y.count - x.count || y.score - x.score || a - b);
      return { briefing, part: ranked[0][0], score: best.reduce((sum, scores) => sum + scores.get(briefing), 0) };
    });
    results.sort((one, other) => (isByDate ? 0 : other.score - one.score) || one.briefing - other.briefing);
  }
  return { results, looked, missing: looked.filter((_, number) => !found[number].size), counts: found.map((one) => one.size) };
};

const allowedBy = async (index, filters) => {
  let allowed = null;
  for (const [facet, value] of Object.entries(filters)) {
    const of = (await index.facet(facet)).get(value) ?? [];
    allowed = new Set(allowed ? of.filter((one) => allowed.has(one)) : of);
  }
  return allowed;
};

// How many letters must be changed, left out, put in or swapped; what people often write for one
// another in names from other scripts counts little.
const distance = (one, other, most) => {
  let before = [];
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
};

const sounds = [[/gh|q|ck|kh/g, "k"], [/ph/g, "f"], [/ou|oo/g, "u"], [/ee|y|j/g, "i"], [/w/g, "v"], [/e/g, "a"], [/o/g, "u"], [/(.)\1+/gu, "$1"]];
const sound = (word) => sounds.reduce((said, [letters, one]) => said.replace(letters, one), word);

const nearest = async (index, word) => {
  if (word.length < SHORTEST_GUESSED || /\p{N}/u.test(word)) return [];
  const most = word.length < 6 ? 1 : 2;
  const said = sound(word);
  const ranked = [];
  for (const other of await index.spelling(word.length)) {
    if (other === word) continue;
    const far = Math.min(distance(word, other, most), distance(said, sound(other), most) + 0.5);
    if (far <= most) ranked.push([far + (other[0] === word[0] ? 0 : 0.25), other]);
  }
  return ranked.sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1)).map(([, other]) => other).slice(0, 4);
};

const SHORTEST_GUESSED = 3;

// Another query that finds more: each word that is in next to no briefing, replaced by a like one.
export const suggestion = async (index, query, filters, { results, looked, counts }) => {
  if (results.length > FEW) return null;
  let better = query.normalize("NFC");
  for (const [number, term] of looked.entries()) {
    if (term.row || counts[number] > FEW) continue;
    for (const word of await nearest(index, term.word)) {
      const other = better.replace(term.text, word);
      const found = await find(index, other, filters, false);
      if (found.results.length > Math.max(results.length * 5, results.length + 1) || (!results.length && found.counts[number] && found.results.length)) {
        return other;
      }
      if (!counts[number] && found.counts[number] && looked.length > 1) {
        better = other; // another word may be misspelt as well
        break;
      }
    }
  }
  if (better === query) return null;
  const found = await find(index, better, filters, false);
  return found.results.length ? better : null;
};
