/**
 * Entry of every page. Nothing here is needed for a page to work: each button stays a form submit.
 * A module is loaded only where its hook is present, and starts itself through `start()`.
 * `data-co-ready` on <html> says that all of them are at work (the browser tests wait for it).
 */
const hooks = [
  ["[data-co-basket], [data-co-qty]", () => import("./stepper.js")],
  ["[data-co-search]", () => import("./shop_search.js")],
  ["[data-co-until]", () => import("./countdown.js")],
  ["[data-co-open]", () => import("./dialog.js")],
  ["[data-co-print]", () => import("./print.js")],
  ["[data-co-focus]", () => import("./focus.js")],
  ["[data-co-once]", () => import("./once.js")],
  ["[data-co-locate]", () => import("./locate.js")],
  ["[data-co-list]", () => import("./seller_list.js")],
];

const present = hooks.filter(([selector]) => document.querySelector(selector));
const loaded = await Promise.allSettled(present.map(([, load]) => load()));
for (const { value: module } of loaded) module?.start();
document.documentElement.dataset.coReady = "";
