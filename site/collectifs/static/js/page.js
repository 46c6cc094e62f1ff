/** What any page may hold, and what other scripts ask of it. */

export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

export const say = (text) => {
  const region = document.querySelector("[data-co-live]");
  if (region) region.textContent = text;
};

/** `fill("{name} : {n}", {name: "Mâche", n: 2})` gives "Mâche : 2". */
export const fill = (pattern, values) =>
  (pattern ?? "").replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

/** "1 produit" or "8 produits", by the plural rule of the page's language. */
export const counted = (element, n) => {
  const one = new Intl.PluralRules(document.documentElement.lang).select(n) === "one";
  return fill(one ? element.dataset.one : element.dataset.many, { n });
};

export const show = (key, text) => {
  for (const element of all(`[data-co-text="${CSS.escape(key)}"]`)) element.textContent = text;
};

const onClick = (selector, act) => document.addEventListener("click", (event) => {
  const element = event.target.closest(selector);
  if (element) act(element, event);
});

/** A button is hidden where it could do nothing: without script. */
const reveal = (selector) => {
  for (const button of all(selector)) button.hidden = false;
};

onClick("[data-co-open]", (opener, event) => {
  const dialog = document.getElementById(opener.dataset.coOpen);
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
});
onClick("dialog[open]", (dialog, event) => {
  const isBackdrop = event.target === dialog;
  if (!isBackdrop && !event.target.closest("[data-co-close]")) return;
  event.preventDefault();
  dialog.close();
});

onClick("[data-co-focus]", (link, event) => {
  const field = document.getElementById(link.dataset.coFocus);
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  field.focus();
});

reveal("[data-co-print]");
onClick("[data-co-print]", () => print());

// The place of the device, rounded to about a kilometre, and only when asked.
if (navigator.geolocation) reveal("[data-co-locate]");
onClick("[data-co-locate]", (button) => navigator.geolocation.getCurrentPosition(
  ({ coords }) => {
    const { lat, lon } = button.form.elements;
    lat.value = coords.latitude.toFixed(2);
    lon.value = coords.longitude.toFixed(2);
    lat.disabled = lon.disabled = false;
    button.form.submit();
  },
  () => { button.textContent = button.dataset.refused; },
));

// The second tap does nothing.
const setSent = (form, isSent) => {
  form.toggleAttribute("data-sent", isSent);
  for (const button of all("button:not([type=button])", form)) button.ariaDisabled = isSent || null;
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-co-once]") || event.defaultPrevented) return;
  if (form.matches("[data-sent]")) event.preventDefault();
  else setSent(form, true);
});
// Back on the page, or a download that leaves it in place: it may go again.
addEventListener("pageshow", () => {
  for (const form of all("[data-co-once][data-sent]")) setSent(form, false);
});

/** Beside the date in words, never instead of it, and not live: "2 j 21 h", "3 h 05", "12 min". */
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

for (const timer of all("[data-co-until]")) {
  // The server's clock decides: the device's may be wrong.
  const skew = timer.dataset.now ? Date.parse(timer.dataset.now) - Date.now() : 0;
  const tick = () => {
    const left = Date.parse(timer.dataset.coUntil) - Date.now() - skew;
    timer.querySelector("[data-co-left]").textContent = leftIn(left, timer.dataset);
  };
  tick();
  setInterval(tick, 30_000);
}
