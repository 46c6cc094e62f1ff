/** data-co-focus="<id>": a link that leads to a field puts the cursor in it. */
export const start = () => {
  for (const link of document.querySelectorAll("[data-co-focus]")) {
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.dataset.coFocus);
      if (!field) return;
      event.preventDefault();
      field.scrollIntoView({ block: "center" });
      field.focus();
    });
  }
};
