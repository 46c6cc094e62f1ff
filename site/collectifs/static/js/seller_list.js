/** A seller's list: what is ready, and what changed since it was printed here, else sent. */
import { all } from "./page.js";

// A private window keeps nothing; the list works all the same.
const list = document.querySelector("[data-co-list]").dataset;
const isPart = "coPart" in list;
const key = (name) => `co-${name}:${list.coList}`;
const recall = (name) => {
  try {
    return JSON.parse(localStorage.getItem(key(name)));
  } catch {
    return null;
  }
};
const keep = (name, value) => {
  try {
    localStorage.setItem(key(name), JSON.stringify(value));
  } catch {}
};

const rows = all("[data-co-row]");
const shown = (row) => row.dataset.coNow.replace(/\s+/g, " ").trim();

const ticked = recall("ready") ?? {};
for (const row of rows) {
  const box = row.querySelector("[data-co-tick]");
  if (!box) continue;
  box.checked = ticked[row.dataset.coRow] === shown(row);
  box.addEventListener("change", () => {
    if (box.checked) ticked[row.dataset.coRow] = shown(row);
    else delete ticked[row.dataset.coRow];
    keep("ready", ticked);
  });
}

const mark = (row, before) => {
  const badge = row.querySelector("[data-co-changed]");
  badge.hidden = before === shown(row);
  const was = badge.querySelector("[data-co-was]");
  if (was) was.textContent = before ?? "0";
};

const markSince = (print) => {
  for (const row of rows) mark(row, print[row.dataset.coRow]?.now);
  const here = new Set(rows.map((row) => row.dataset.coRow));
  const gone = Object.entries(print).filter(([key]) => !here.has(key));
  const note = document.querySelector("[data-co-gone]");
  note.hidden = isPart || gone.length === 0;
  note.querySelector("[data-co-names]").textContent = gone.map(([, row]) => row.name).join(", ");
};

const lastPrint = recall("printed");
if (lastPrint) markSince(lastPrint);
addEventListener("beforeprint", () => {
  if (isPart) return;
  const now = rows.map((row) => [
    row.dataset.coRow,
    { name: row.dataset.coName, now: shown(row) },
  ]);
  keep("printed", Object.fromEntries(now));
});
