/**
 * Search and filters on the cards; the forms are plain GET without script.
 * data-co-search on the search form, data-co-filters on each form of filters, data-co-aisle="<name>"
 * on a section, data-co-none on the sentence for no result, data-co-rail on the chips' box.
 * Cards: data-farm=<slug>, data-labels="<slug> <slug>", data-keywords.
 */
import { all, counted, say } from "./live.js";
import { fold, matches } from "./search.js";

const readCards = () => all("[data-co-aisle] .pcard").map((card) => ({
  card,
  words: fold([
    card.querySelector(".pname").textContent, card.querySelector(".pfarm").textContent,
    card.dataset.keywords ?? "", card.closest("[data-co-aisle]").dataset.coAisle,
  ].join(" ")).split(" "),
  farm: card.dataset.farm,
  labels: (card.dataset.labels ?? "").split(" "),
}));

const checked = (name) => new Set(all(`[data-co-filters] [name=${name}]:checked`).map((box) => box.value));

/** Two forms hold the same filters (side and dialog): a box ticked in one is ticked in the other. */
const mirror = (box) => {
  for (const twin of all(`[data-co-filters] [name="${box.name}"]`)) {
    if (twin.value === box.value) twin.checked = box.checked;
  }
};

const show = (cards, query) => {
  const farms = checked("ferme");
  const labels = [...checked("label")];
  let found = 0;
  for (const { card, words, farm, labels: its } of cards) {
    const isShown = (!farms.size || farms.has(farm)) && labels.every((label) => its.includes(label)) && matches(query, words);
    card.hidden = !isShown;
    found += isShown;
  }
  const region = document.querySelector("[data-co-live]");
  for (const aisle of all("[data-co-aisle]")) {
    const left = all(".pcard:not([hidden])", aisle).length;
    aisle.hidden = !left;
    aisle.querySelector(".cathead .n").textContent = counted(region, left);
  }
  document.querySelector("[data-co-none]").hidden = found > 0;
  say(counted(region, found));
};

/** The chip of the aisle in view is the current one, and stays in sight. */
const watchAisles = (rail) => {
  const chips = new Map(all(".chip[href^='#']", rail).map((chip) => [chip.hash.slice(1), chip]));
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const chip = isIntersecting && chips.get(target.querySelector(".cathead")?.id);
      if (!chip) continue;
      for (const other of chips.values()) other.removeAttribute("aria-current");
      chip.setAttribute("aria-current", "true");
      rail.scrollLeft = chip.offsetLeft - rail.offsetLeft - 16;
    }
  }, { rootMargin: "-140px 0px -70% 0px" });
  for (const aisle of all("[data-co-aisle]")) observer.observe(aisle);
};

const searchHere = (form) => {
  const input = form.querySelector("[type=search]");
  const cards = readCards();
  const run = () => show(cards, input.value);
  let timer;

  document.addEventListener("change", ({ target }) => {
    if (!target.closest("[data-co-filters]")) return;
    mirror(target);
    run();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
    input.blur();
  });
  if (input.value) run();
};

/** A page that the server has already filtered lacks cards: it asks the server again. */
const askAgain = () => document.addEventListener("change", ({ target }) => {
  target.closest("[data-co-filters]")?.submit();
});

all("[data-co-rail]").forEach(watchAisles);
const form = document.querySelector("[data-co-search]");
if (form.matches("[data-co-partial]")) askAgain();
else searchHere(form);
