/**
 * Entry of every page. Nothing here is needed for a page to work: each button stays a form submit.
 * A module starts as it is loaded, and is loaded only where its hook is present.
 * `data-co-ready` on <html> says that all of them are at work (the browser tests wait for it).
 */
import "./page.js";

const hooks = [
  ["[data-co-basket], [data-co-qty]", () => import("./stepper.js")],
  ["[data-co-search]", () => import("./shop_search.js")],
  ["[data-co-list]", () => import("./seller_list.js")],
];

const present = hooks.filter(([selector]) => document.querySelector(selector));
await Promise.allSettled(present.map(([, load]) => load()));
document.documentElement.dataset.coReady = "";
