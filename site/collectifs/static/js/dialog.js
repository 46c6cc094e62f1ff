/** data-co-open="<id of a dialog>" on its link or button, data-co-close inside it. */
const opened = (event) => {
  const dialog = document.getElementById(event.currentTarget.dataset.coOpen);
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
};

export const start = () => {
  for (const opener of document.querySelectorAll("[data-co-open]")) opener.addEventListener("click", opened);
  document.addEventListener("click", (event) => {
    const dialog = event.target.closest("dialog[open]");
    if (!dialog) return;
    if (event.target === dialog) return dialog.close(); // the backdrop
    if (!event.target.closest("[data-co-close]")) return;
    event.preventDefault();
    dialog.close();
  });
};
