/**
 * Time left before closing: beside the date in words, never instead of it, and not live.
 * data-co-until and data-now are ISO dates; data-units="j h min" and data-closed are words.
 */
const leftIn = (ms, { units, closed }) => {
  const [d, h, m] = units.split(/\s/);
  if (ms <= 0) return closed;
  const minutes = Math.max(1, Math.floor(ms / 60_000)); // a last minute stays a minute
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days) return `${days}\u00a0${d} ${hours}\u00a0${h}`;
  if (hours) return `${hours}\u00a0${h} ${String(minutes % 60).padStart(2, "0")}`;
  return `${minutes}\u00a0${m}`;
};

const tick = (timer, skew) => {
  const left = Date.parse(timer.dataset.coUntil) - Date.now() - skew;
  timer.querySelector("[data-co-left]").textContent = leftIn(left, timer.dataset);
};

export const start = () => {
  for (const timer of document.querySelectorAll("[data-co-until]")) {
    // The server's clock decides: the device's may be wrong.
    const skew = timer.dataset.now ? Date.parse(timer.dataset.now) - Date.now() : 0;
    tick(timer, skew);
    setInterval(() => tick(timer, skew), 30_000);
  }
};
