/** The rules of commons/core/search.py (search_vectors.json). */

const STOP_WORDS = new Set("a au aux d de du des en et l la le les".split(" "));

export const fold = (text) =>
  text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae")
    .normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

const singular = (word) => (word.length >= 4 ? word.replace(/[sx]$/, "") : word);

/** One letter missing, added, wrong, or two neighbours swapped. */
const isOneSlip = (one, other) => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  if (short.length < long.length) return short.slice(same) === long.slice(same + 1);
  const [rest, otherRest] = [short.slice(same), long.slice(same)];
  const isSwapped = rest.length > 1 && rest[0] === otherRest[1] && rest[1] === otherRest[0];
  return rest.slice(1) === otherRest.slice(1) || (isSwapped && rest.slice(2) === otherRest.slice(2));
};

const finds = (asked, word) => {
  if (word.startsWith(asked) || singular(asked) === singular(word)) return true;
  if (asked.length < 4 || Math.max(asked.length, word.length) < 5) return false;
  if (isOneSlip(singular(asked), singular(word))) return true;
  if (asked.length < 6) return false;
  return [-1, 0, 1].map((more) => asked.length + more)
    .some((length) => length < word.length && isOneSlip(asked, word.slice(0, length)));
};

/** Whether every word of the query is found among the words of a name. */
export const matches = (query, words) =>
  fold(query).split(" ").filter((word) => word && !STOP_WORDS.has(word))
    .every((asked) => words.some((word) => finds(asked, word)));
