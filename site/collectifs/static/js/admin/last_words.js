// Wagtail's editor of texts gives its form what was typed a quarter of a second later: a form that
// is sent meanwhile waits for the last words.
const LATER = 400;
const waited = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-edit-form]") || !form.querySelector("[contenteditable]") || waited.has(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waited.add(form);
  if (event.submitter?.name) {
    // The button is switched off by now, and a button that is off sends nothing.
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = event.submitter.name;
    pressed.value = event.submitter.value;
    form.append(pressed);
  }
  setTimeout(() => form.requestSubmit(), LATER);
}, true);
