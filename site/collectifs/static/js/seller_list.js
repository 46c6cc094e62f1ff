/**
 * A seller's list, `data-co-list`: what is ready (for the quantity shown), and what changed since it
 * was printed here, else since it was sent. Kept on this device, by the page's address.
 */
import { all } from "./live.js";

const memory = (name) => {
  const key = `co-${name}:${document.querySelector("[data-co-list]").dataset.coList}`;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key) ?? "null");
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // A private window keeps nothing; the list works all the same.
      }
    },
  };
};

const rows = all("[data-co-row]");
const shown = (row) => row.dataset.coNow.replace(/\s+/g, " ").trim();

const ready = memory("ready");
const ticked = ready.read() ?? {};
for (const row of rows) {
  const box = row.querySelector("[data-co-tick]");
  if (!box) continue;
  box.checked = ticked[row.dataset.coRow] === shown(row);
  box.addEventListener("change", () => {
    if (box.checked) ticked[row.dataset.coRow] = shown(row);
    else delete ticked[row.dataset.coRow];
    ready.write(ticked);
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
  note.hidden = gone.length === 0;
  note.querySelector("[data-co-names]").textContent = gone.map(([, row]) => row.name).join(", ");
};

const printed = memory("printed");
const lastPrint = printed.read();
if (lastPrint) markSince(lastPrint);
addEventListener("beforeprint", () => {
  const now = rows.map((row) => [
    row.dataset.coRow,
    { name: row.dataset.coName, now: shown(row) },
  ]);
  printed.write(Object.fromEntries(now));
});
