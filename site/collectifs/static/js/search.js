/**
 * Search in the names of a loaded page.
 * The same rules as collectifs/core/search.py; tests/core/search_vectors.json holds both to them.
 */

const STOP_WORDS = new Set(['a', 'au', 'aux', 'd', 'de', 'du', 'des', 'en', 'et', 'l', 'la', 'le', 'les']);

/**
 * Reduce a text to plain lower-case words with single spaces: "Œufs d’oie" → "oeufs d oie".
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text.toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae')
    .normalize('NFKD').toLowerCase().replace(/\p{Mn}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/**
 * Tell whether every word of the query, small words apart, is found among folded words.
 * @param {string} query
 * @param {string[]} words  fold(name).split(' '), made once per name
 * @returns {boolean}
 */
export function matches(query, words) {
  return fold(query).split(' ').filter((word) => word && !STOP_WORDS.has(word))
    .every((asked) => words.some((word) => finds(asked, word)));
}

/**
 * A beginning, another number, or one slip where either word has five letters. A word still being
 * typed may hold the slip too, from six letters on.
 * @param {string} asked
 * @param {string} word
 * @returns {boolean}
 */
function finds(asked, word) {
  if (word.startsWith(asked) || singular(asked) === singular(word)) return true;
  if (asked.length < 4 || Math.max(asked.length, word.length) < 5) return false;
  if (oneSlip(singular(asked), singular(word))) return true;
  if (asked.length < 6) return false;
  return [-1, 0, 1].map((more) => asked.length + more)
    .some((length) => length < word.length && oneSlip(asked, word.slice(0, length)));
}

/** @param {string} word */
function singular(word) {
  return word.length >= 4 && /[sx]$/.test(word) ? word.slice(0, -1) : word;
}

/**
 * One letter missing, added, wrong, or two neighbours swapped.
 * @param {string} one
 * @param {string} other
 * @returns {boolean}
 */
function oneSlip(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  if (short.length < long.length) return short.slice(same) === long.slice(same + 1);
  const [rest, otherRest] = [short.slice(same), long.slice(same)];
  const swapped = rest.length > 1 && rest[0] === otherRest[1] && rest[1] === otherRest[0];
  return rest.slice(1) === otherRest.slice(1) || (swapped && rest.slice(2) === otherRest.slice(2));
}
