/**
 * Instant quantities. A `data-co-qty` box holds "Ajouter" or a stepper; in a form
 * `data-co-basket` every change is also posted at once (basket_post.js).
 * Box: data-co-qty=<uid> data-price=<cents> data-step data-least data-max (in the unit shown).
 */
import { counted, fill, say, show } from "./live.js";
import { amount, euros, parse, stepped, write } from "./quantity.js";
import { forget, poster } from "./basket_post.js";

const boxes = () => [...document.querySelectorAll("[data-co-qty]")];
const field = (box) => box.querySelector("input");
const thousandths = (value, otherwise) => (value ? parse(value) : otherwise);
const limits = ({ dataset }) => {
  const step = thousandths(dataset.step, 1000);
  return { step, least: thousandths(dataset.least, step), most: thousandths(dataset.max, Infinity) };
};
const worth = (box) => amount(Number(box.dataset.price ?? 0), parse(field(box)?.value ?? "") ?? 0);

/** What the basket holds beyond the boxes of this page, so that totals stay whole. */
let elsewhere = { cents: 0, count: 0 };

const sums = () => {
  const all = boxes();
  return {
    cents: all.reduce((total, box) => total + worth(box), 0),
    count: all.filter((box) => parse(field(box)?.value ?? "") > 0).length,
  };
};

const beyond = (here) => {
  const { cents } = document.querySelector("[data-co-text=total][data-cents]")?.dataset ?? {};
  const { count } = document.querySelector("[data-co-text=count][data-count]")?.dataset ?? {};
  return {
    cents: cents === undefined ? 0 : Number(cents) - here.cents,
    count: count === undefined ? 0 : Number(count) - here.count,
  };
};

const refreshTotals = () => {
  const here = sums();
  const total = euros(here.cents + elsewhere.cents);
  show("total", total);
  for (const element of document.querySelectorAll("[data-co-text=count]")) {
    element.textContent = counted(element, here.count + elsewhere.count);
  }
  return total;
};

/** Shows "Ajouter" at 0 and the stepper above, and keeps the focus on what is visible. */
const open = (box, isOpen) => {
  const add = box.querySelector(".add");
  const stepper = box.querySelector(".stepper");
  if (add) {
    const focused = box.contains(document.activeElement) && document.activeElement;
    add.hidden = isOpen;
    stepper.hidden = !isOpen;
    if (focused && focused.offsetParent === null) (isOpen ? box.querySelector(".stepper [name=plus]") : add).focus();
    box.closest(".pcard")?.classList.toggle("on", isOpen);
  }
};

/** Nothing more to add at the ceiling; a typed text is for the server to judge. */
const cap = (box, quantity) => {
  box.querySelector(".stepper [name=plus]").disabled = quantity !== null && quantity >= limits(box).most;
};

const draw = (box) => {
  const quantity = parse(field(box).value);
  open(box, quantity !== 0);
  cap(box, quantity);
  const cell = box.closest("[data-co-line]")?.querySelector("[data-co-amount]");
  if (cell && quantity !== null) cell.textContent = (cell.dataset.prefix ?? "") + euros(worth(box));
  return refreshTotals();
};

const changed = (box, post) => {
  forget(box);
  const total = draw(box);
  const region = document.querySelector("[data-co-live]");
  const name = box.querySelector(".stepper").getAttribute("aria-label");
  say(fill(region?.dataset.quantity, { name, n: field(box).value, total }));
  post?.add(field(box));
};

export const start = () => {
  const posts = new Map([...document.querySelectorAll("[data-co-basket]")].map((form) => [form, poster(form, draw)]));
  const postOf = (box) => posts.get(field(box).form);
  elsewhere = beyond(sums());

  for (const box of boxes()) if (field(box) && field(box).value !== "0") cap(box, parse(field(box).value));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-co-qty] :is([name=plus], [name=moins])");
    if (!button || button.disabled) return;
    event.preventDefault();
    const box = button.closest("[data-co-qty]");
    const input = field(box);
    const now = parse(input.value) ?? 0;
    input.value = write(stepped(now, button.name === "plus" ? 1 : -1, limits(box)));
    changed(box, postOf(box));
  });
  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-co-qty]");
    if (box) changed(box, postOf(box));
  });
  document.addEventListener("keydown", (event) => {
    const box = event.key === "Enter" && event.target.matches("[data-co-qty] input") && event.target.closest("[data-co-qty]");
    if (!box || !postOf(box)) return;
    event.preventDefault();
    changed(box, postOf(box));
  });
  // A page brought back by "Back" shows what it held then, not the basket of now.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
};
