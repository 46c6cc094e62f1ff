/** Instant quantities (components/qty.html). */
import { all, counted, fill, say, show } from "./page.js";
import { amount, euros, parse, stepped, write } from "./quantity.js";
import { forget, poster } from "./basket_post.js";

const boxes = () => all("[data-co-qty]");
const boxOf = (element) => element.closest("[data-co-qty]");
const field = (box) => box.querySelector("input");
const quantity = (box) => parse(field(box).value, box.querySelector(".u")?.textContent);
const known = new WeakMap(); // what was worth a quantity before a text that the server must explain
const worth = (box) => {
  let rest = quantity(box);
  if (rest === null) return known.get(box) ?? 0;
  let cents = 0;
  for (const [, kept, cost] of (box.dataset.held ?? "").matchAll(/(\S+):(\d+)/g)) {
    const share = Math.min(rest, parse(kept));
    cents += amount(cost * 1000 / parse(kept), share);
    rest -= share;
  }
  cents += amount(box.dataset.price, rest);
  known.set(box, cents);
  return cents;
};

const thousandths = (value, otherwise) => (value ? parse(value) : otherwise);
const limits = ({ dataset }) => {
  const step = thousandths(dataset.step, 1000);
  return { step, least: thousandths(dataset.least, step), most: thousandths(dataset.max, Infinity) };
};

/** What the basket holds beyond the boxes of this page, so that totals stay whole. */
const elsewhere = { cents: 0, count: 0 };

const sums = () => ({
  cents: boxes().reduce((total, box) => total + worth(box), elsewhere.cents),
  count: boxes().filter((box) => quantity(box) !== 0).length + elsewhere.count,
});

const totals = (key) => all(`[data-co-text][data-${key}]`);

const refreshTotals = () => {
  const now = sums();
  const total = euros(now.cents);
  for (const key in now) for (const { dataset } of totals(key)) dataset[key] = now[key];
  show("total", total);
  for (const element of all("[data-co-text=count]")) element.textContent = counted(element, now.count);
  return total;
};

/** Shows "Ajouter" at 0 and the stepper above, and keeps the focus on what is visible. */
const open = (box, isOpen) => {
  const add = box.querySelector(".add");
  if (!add) return;
  const focused = box.contains(document.activeElement) && document.activeElement;
  add.hidden = isOpen;
  box.querySelector(".stepper").hidden = !isOpen;
  if (focused && focused.offsetParent === null) box.querySelector(isOpen ? ".stepper [name=plus]" : ".add").focus();
  box.closest(".pcard")?.classList.toggle("on", isOpen);
};

/** Nothing more to add at the ceiling; a typed text is for the server to judge. */
const cap = (box) => {
  const asked = quantity(box);
  box.querySelector(".stepper [name=plus]").disabled = asked !== null && asked >= limits(box).most;
};

const draw = (box) => {
  // Once the focus has moved on: a field that hides while one leaves it would take it along.
  setTimeout(open, 0, box, quantity(box) !== 0);
  cap(box);
  const cell = box.closest("[data-co-line]")?.querySelector("[data-co-amount]");
  if (cell && quantity(box) !== null) cell.textContent = (cell.dataset.prefix ?? "") + euros(worth(box));
  return refreshTotals();
};

const posters = new Map(all("[data-co-basket]").map((form) => [form, poster(form)]));
const posterOf = (box) => posters.get(field(box).form);

const changed = (box) => {
  forget(box);
  const now = quantity(box);
  if (now !== null) field(box).value = write(now);
  const total = draw(box);
  const live = document.querySelector("[data-co-live]")?.dataset;
  const name = box.querySelector(".stepper").getAttribute("aria-label");
  if (now !== null) say(fill(sums().cents ? live?.quantity : live?.empty, { name, n: write(now), total }));
  posterOf(box)?.(field(box));
};

const begin = () => {
  elsewhere.cents = elsewhere.count = 0;
  const here = sums();
  for (const key in here) for (const { dataset } of totals(key)) elsewhere[key] = dataset[key] - here[key];
  for (const box of boxes()) if (quantity(box) !== 0) cap(box);
};
begin();
document.addEventListener("co-cards", begin);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-co-qty] :enabled:is([name=plus], [name=moins])");
  if (!button) return;
  event.preventDefault();
  const box = boxOf(button);
  field(box).value = write(stepped(quantity(box) ?? 0, button.name === "plus" ? 1 : -1, limits(box)));
  changed(box);
});
document.addEventListener("change", ({ target }) => {
  if (boxOf(target)) changed(boxOf(target));
});
document.addEventListener("keydown", (event) => {
  const box = event.key === "Enter" && event.target.matches("input") && boxOf(event.target);
  if (!box || !posterOf(box)) return;
  event.preventDefault();
  changed(box);
});
// A page brought back by "Back" shows what it held then, not the basket of now.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
