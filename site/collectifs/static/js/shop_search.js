/** Search, filters and parts of a shop (shop/shop.html). */
import { all, counted, say, show } from "./page.js";

const form = document.querySelector("[data-co-search]");
const input = form.querySelector("[type=search]");
const live = document.querySelector("[data-co-live]");
const rail = document.querySelector("[data-co-rail]");
const chips = new Map(rail && all(".chip[href^='#']", rail).map((chip) => [chip.hash.slice(1), chip]));
const parts = []; // that were added, by their addresses
const BARS = 140; // px that stay at the top
const page = document.documentElement;
let near;
let asked;
let goal = document.querySelector(":target"); // until somebody scrolls

const filters = () => new FormData(document.querySelector("[data-co-filters]"));

/** Two forms hold the same filters (side and dialog): a box ticked in one is ticked in the other. */
const mirror = (box) => {
  for (const twin of all(`[data-co-filters] [name="${box.name}"]`)) {
    if (twin.value === box.value) twin.checked = box.checked;
  }
};

/** What is asked for stands in the address, and is said. */
const tell = (found, fields, address) => {
  const on = [...fields.keys()].filter((name) => name !== "q").length;
  for (const element of all("[data-co-on]")) {
    element.textContent = counted(element, on);
    element.hidden = !on;
  }
  show("found", counted(live, found));
  document.querySelector("[data-co-asked]").hidden = !fields.size;
  document.querySelector("[data-co-none]").hidden = found > 0;
  say(counted(live, found));
  history.replaceState(null, "", address);
  document.querySelector("[data-co-shelves]").closest("form").action = address;
};

/** The shelves of another address; null without network. */
const ask = async (address) => {
  const template = document.createElement("template");
  try {
    const answer = await fetch(`${address}&seul`);
    if (answer.ok) template.innerHTML = await answer.text();
  } catch {
    // What is here stays.
  }
  return template.content.firstElementChild;
};

/** A card that is here already stays as it is, with what was typed in it. */
const cardsOf = (shelves) => all(".pcard", shelves).map((card) => {
  const here = document.getElementById(card.id);
  if (here) card.replaceWith(here);
  return here ?? card;
});

const welcome = () => {
  for (const [id, chip] of chips) chip.hidden = !document.getElementById(id);
  for (const aisle of all("[data-co-aisle]")) inView.observe(aisle);
  for (const more of all("[data-co-more]")) near?.observe(more);
  document.dispatchEvent(new Event("co-cards"));
};

/** A part takes the place of the link to it; what is read stays where it is. */
const load = async (more) => {
  near?.unobserve(more);
  const link = more.firstElementChild;
  const list = more.previousElementSibling;
  const part = await ask(link.href);
  if (!part || !more.isConnected) return;
  const added = cardsOf(part);
  const isFocused = link === document.activeElement;
  const isAbove = more.getBoundingClientRect().bottom < BARS;
  const tall = page.scrollHeight;
  list.hidden = false;
  list.append(...added);
  more.replaceWith(...all("[data-co-more]", part));
  if (isFocused) added[0].querySelector("a").focus();
  if (isAbove) scrollBy(0, page.scrollHeight - tall);
  goal?.scrollIntoView();
  parts.push(link.search);
  welcome();
};

const run = async () => {
  const fields = new URLSearchParams(filters());
  fields.set("q", input.value.trim());
  if (!fields.get("q")) fields.delete("q");
  const address = `${form.action}?${fields}`;
  asked = address;
  const found = await ask(address);
  if (!found || asked !== address) return;
  cardsOf(found);
  document.querySelector("[data-co-shelves]").replaceWith(found);
  parts.length = 0;
  tell(Number(found.dataset.found), fields, address);
  welcome();
};

const watch = (act, rootMargin) => new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) act(target);
}, { rootMargin });

/** The chip of the aisle in view is the current one, and stays in sight. */
const inView = watch((aisle) => {
  const chip = chips.get(aisle.querySelector(".cathead").id);
  if (!chip) return;
  for (const other of chips.values()) other.ariaCurrent = null;
  chip.ariaCurrent = "true";
  rail.scrollLeft = chip.offsetLeft - rail.offsetLeft - 16;
}, "-140px 0px -70% 0px");

document.addEventListener("change", ({ target }) => {
  if (!target.closest("[data-co-filters]")) return;
  mirror(target);
  run();
});
for (const type of ["wheel", "pointerdown", "keydown"]) addEventListener(type, () => { goal = null; });
rail?.addEventListener("click", ({ target }) => { goal = document.getElementById(target.hash?.slice(1)); });
let timer;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(run, 200);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
  input.blur();
});
const isOther = (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked;
if ([input, ...all("[data-co-filters] [type=checkbox]")].some(isOther)) run();

// Back on the page: the parts that were there, and the place.
const { before = [], y } = history.state ?? {};
for (const search of before) {
  const link = all("[data-co-more] a").find((each) => each.search === search);
  if (link) await load(link.parentElement);
}
if (before.length) {
  goal = null;
  scrollTo(0, y);
}
addEventListener("pagehide", () => history.replaceState({ before: parts, y: scrollY }, ""));
near = watch(load, "1200px");
welcome();
