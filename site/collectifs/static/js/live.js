/** The elements of a page, its one polite live region, and the texts that a script may refresh. */

export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

export const say = (text) => {
  const region = document.querySelector("[data-co-live]");
  if (region) region.textContent = text;
};

/** `fill("{name} : {n}", {name: "Mâche", n: 2})` gives "Mâche : 2". */
export const fill = (pattern, values) =>
  (pattern ?? "").replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

/** "1 produit" or "8 produits", by the plural rule of the page's language. */
export const counted = (element, n) => {
  const one = new Intl.PluralRules(document.documentElement.lang).select(n) === "one";
  return fill(one ? element.dataset.one : element.dataset.many, { n });
};

/** Every `data-co-text="key"` of the page shows the new text of its key. */
export const show = (key, text) => {
  for (const element of all(`[data-co-text="${CSS.escape(key)}"]`)) element.textContent = text;
};
