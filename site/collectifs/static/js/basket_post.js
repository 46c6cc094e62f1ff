/**
 * Posts changed quantities behind the page. Without network they wait; when the server refuses, the
 * whole form is sent and it explains.
 */
import { all, say, show } from "./page.js";

const WAIT = 300; // ms without a new tap

export const forget = (box) => {
  document.getElementById(`err-${box.dataset.coQty}`)?.remove();
  const input = box.querySelector("input");
  input.removeAttribute("aria-invalid");
  input.removeAttribute("aria-describedby");
};

const explain = ({ uid, message }) => {
  const box = document.querySelector(`[data-co-qty="${CSS.escape(uid)}"]`);
  say(message);
  if (!box) return;
  forget(box);
  const input = box.querySelector("input");
  const error = document.createElement("p");
  Object.assign(error, { className: "err", id: `err-${uid}`, textContent: message });
  box.after(error);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", error.id);
};

const showLines = (lines) => {
  const template = document.querySelector("template[data-co-line-template]");
  const list = document.querySelector("[data-co-lines]");
  if (!template || !list) return;
  list.replaceChildren(...lines.map((line) => {
    const row = template.content.cloneNode(true);
    for (const cell of all("[data-co-cell]", row)) cell.textContent = line[cell.dataset.coCell];
    return row;
  }));
};

/** Problems always count; totals only while no newer change is waiting. */
const showAnswer = ({ problems = [], texts = {}, lines, total, count }, isLast) => {
  problems.forEach(explain);
  if (!isLast) return;
  for (const [key, text] of Object.entries({ ...texts, total, count })) show(key, text);
  for (const part of all("[data-co-if]")) part.hidden = !texts[part.dataset.coIf];
  if (lines) showLines(lines);
};

const showOffline = (isOffline) => {
  const note = document.querySelector("[data-co-offline]");
  if (!note) return;
  note.hidden = !isOffline;
  if (isOffline) say(note.textContent);
};

/** The server's answer, `undefined` without network, or null when it refused. */
const post = async (form, fields) => {
  const body = new URLSearchParams([...fields]);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "");
  const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers, keepalive: true });
  } catch {
    return undefined;
  }
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  return answer.ok && isJson ? answer.json() : null;
};

/** What shows or orders the basket (data-co-after on a link or a form) waits for the last change. */
const holdNavigation = (isPending, flush) => {
  const hold = (type, tag, go) => document.addEventListener(type, async (event) => {
    const target = event.target.closest(`${tag}[data-co-after]`);
    if (!target || !isPending() || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    await flush();
    if (!isPending()) go(target, event);
  }, true);
  hold("click", "a", (link) => link.click());
  hold("submit", "form", (form, { submitter }) => form.requestSubmit(submitter));
};

export const poster = (form) => {
  const changed = new Map();
  let running = Promise.resolve();
  let timer;
  let inFlight = false;

  const send = async () => {
    clearTimeout(timer);
    if (!changed.size) return;
    const sent = new Map(changed);
    changed.clear();
    inFlight = true;
    const answer = await post(form, sent);
    inFlight = false;
    if (answer === undefined) {
      for (const [name, value] of sent) if (!changed.has(name)) changed.set(name, value);
    }
    showOffline(answer === undefined);
    if (answer === null) form.submit();
    else if (answer) showAnswer(answer, !changed.size);
  };
  const flush = () => (running = running.then(send));

  addEventListener("online", flush);
  addEventListener("pagehide", flush);
  holdNavigation(() => inFlight || changed.size > 0, flush);

  return (input) => {
    changed.set(input.name, input.value);
    clearTimeout(timer);
    timer = setTimeout(flush, WAIT);
  };
};
