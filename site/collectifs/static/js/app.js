/** Entry of every page: loads what its hooks ask for. See docs/scripts.md. */
import "./page.js";

const hooks = [
  ["[data-co-basket], [data-co-qty]", () => import("./stepper.js")],
  ["[data-co-search]", () => import("./shop_search.js")],
  ["[data-co-map]", () => import("./map.js")],
  ["[data-co-list]", () => import("./seller_list.js")],
];

const present = hooks.filter(([selector]) => document.querySelector(selector));
await Promise.allSettled(present.map(([, load]) => load()));
document.documentElement.dataset.coReady = "";
