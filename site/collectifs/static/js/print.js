/** A print button is hidden where it could do nothing: without script. */
export const start = () => {
  for (const button of document.querySelectorAll("[data-co-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
};
