/** A form data-co-once goes once: the second tap does nothing. The server is idempotent anyway. */
const buttons = (form) => form.querySelectorAll("button:not([type=button])");

export const start = () => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-co-once]") || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    for (const button of buttons(form)) button.setAttribute("aria-disabled", "true");
  });
  // Back on the page, or a download that leaves it in place: it may go again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-co-once][data-sent]")) {
      delete form.dataset.sent;
      for (const button of buttons(form)) button.removeAttribute("aria-disabled");
    }
  });
};
