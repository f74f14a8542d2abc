// The words of a text or a query, in the forms by which a search finds them: what
// dossier/search/words.py does for the index, to the letter. Its comments say why.
const UNSPACED = "\\u0e01-\\u0e30\\u0e32\\u0e33\\u0e40-\\u0e46\\u0e50-\\u0e59"
  + "\\u0e81-\\u0eb0\\u0eb2\\u0eb3\\u0ebd-\\u0ec6\\u0ed0-\\u0edf"
  + "\\u1000-\\u102a\\u103f-\\u1049\\u1050-\\u1055\\u105a-\\u105d\\u1061\\u1065\\u1066\\u106e-\\u1070"
  + "\\u1075-\\u1081\\u108e\\u1090-\\u1099\\u1780-\\u17b3\\u17dc\\u17e0-\\u17e9"
  + "\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\uff66-\\uff9f"
  + "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3fffd}";
const WITHIN = "'’‘\\u02bc\\u200c";
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}]`;

const pattern = new RegExp(
  `(?<unspaced>(?:[${UNSPACED}]\\p{M}*)+)`
  + "|(?<![\\p{L}\\p{N}])(?:\\p{L}\\.){2,}(?:\\p{L}(?![\\p{L}\\p{N}]))?"
  + `|${LETTER}(?:${LETTER}|[\\p{M}\\u00ad\\u0640\\u200d]|[${WITHIN}](?=${LETTER})|(?<=\\p{Nd})[.,](?=\\p{Nd}))*`,
  "gu");
const unit = new RegExp(`[${UNSPACED}]\\p{M}*`, "gu");
const within = new RegExp(`[${WITHIN}]`, "u");
const elided = new Set("c d j l m n s t qu jusqu lorsqu puisqu".split(" "));
const dropped = /[\u00ad\u02b0-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u200b-\u200f\u2060\ufe0f]/gu;
const article = /^(?:[وفبك]?ال|لل)(?=.{3})/u;
const thousands = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

const letters = new Map(Object.entries({
  ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ħ: "h", ŋ: "n", ə: "a", ς: "σ",
  "\u0671": "\u0627",
}));
for (const one of "\u0649\u06cc\u06d0\u06d2") letters.set(one, "\u064a");
for (const one of "\u06a9\u06aa") letters.set(one, "\u0643");
for (const one of "\u0629\u06c1\u06be\u06d5\u06c3") letters.set(one, "\u0647");
for (const start of [0x660, 0x6f0]) {
  for (let digit = 0; digit < 10; digit++) letters.set(String.fromCharCode(start + digit), `${digit}`);
}
const spelt = new Map(Object.entries({ ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" }));

const translate = (word, table) => [...word].map((letter) => table.get(letter) ?? letter).join("");

export const fold = (word, withArticle = false) => {
  const folded = translate(
    word.normalize("NFKD").toLowerCase().replaceAll("и\u0306", "й").replace(dropped, ""), letters).normalize("NFC");
  if (thousands.test(folded)) return folded.replaceAll(",", "");
  return withArticle ? folded : folded.replace(article, "");
};

const formsOf = (word) => {
  if (word.includes(".") && !/^\p{N}/u.test(word)) return [fold(word.replaceAll(".", ""))];
  const parts = word.split(within).filter(Boolean);
  if (parts.length > 1 && /^s$/i.test(parts.at(-1))) parts.pop();
  if (parts.length > 1 && elided.has(parts[0].toLowerCase())) parts.shift();
  const whole = parts.join("");
  const forms = [fold(whole)];
  if (parts.length > 1) forms.push(...parts.map((part) => fold(part)));
  const composed = whole.normalize("NFC").toLowerCase();
  forms.push(fold(translate(composed, spelt)), fold(whole, true));
  return [...new Set(forms.filter(Boolean))];
};

// Each word as { forms, start, end, run }; a query is looked for by the first of its forms.
export const words = (text) => {
  const found = [];
  let run = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    if (match.groups.unspaced) {
      run += 1;
      const units = [...match[0].matchAll(unit)];
      units.forEach((one, at) => found.push({
        forms: [fold(one[0] + (units[at + 1]?.[0] ?? ""))], start: start + one.index,
        end: start + one.index + one[0].length, run,
      }));
    } else {
      const forms = formsOf(match[0]);
      if (forms.length) found.push({ forms, start, end: start + match[0].length, run: 0 });
    }
  }
  return found;
};
