/** Quantities as a person writes them ("1,5"), and cents. */

const WRITTEN = /^(\d{1,7}(?:[.,]\d{1,3})?)\s*([a-z]*)$/;
const FACTORS = { "": { "": 1000 }, kg: { "": 1000, kg: 1000, g: 1 }, l: { "": 1000, l: 1000, ml: 1 } };

/** Thousandths of the unit, or null when it is not a quantity: a text the server must explain. */
export const parse = (text, unit = "") => {
  const written = text.trim().toLowerCase();
  if (written === "") return 0;
  const [, number, suffix] = WRITTEN.exec(written) ?? [];
  const factor = FACTORS[unit.toLowerCase()][suffix];
  return factor ? Math.round(Number(number.replace(",", ".")) * factor) : null;
};

export const write = (thousandths) => String(thousandths / 1000).replace(".", ",");

/** The next quantity towards `sign` (1 or -1): whole steps, nothing between 0 and the least. */
export const stepped = (thousandths, sign, { step, least, most }) => {
  const next = sign > 0 ? Math.floor(thousandths / step) + 1 : Math.ceil(thousandths / step) - 1;
  const wanted = next * step;
  if (wanted < least) return sign > 0 ? Math.min(least, most) : 0;
  return Math.max(0, Math.min(wanted, most));
};

/** Cents of a quantity, half up; the server's own sum replaces it as soon as it answers. */
export const amount = (cents, thousandths) => Math.floor((cents * thousandths + 500) / 1000);

export const euros = (cents) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR" })
    .format(cents / 100);
