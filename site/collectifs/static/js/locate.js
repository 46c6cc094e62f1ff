/**
 * data-co-locate on a hidden button of a search form with hidden fields `lat` and `lon`: the place
 * of the device, rounded to about a kilometre, and only when asked.
 */
const rounded = (degrees) => degrees.toFixed(2);

export const start = () => {
  if (!navigator.geolocation) return;
  for (const button of document.querySelectorAll("[data-co-locate]")) {
    button.hidden = false;
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const { lat, lon } = button.form.elements;
        lat.value = rounded(coords.latitude);
        lon.value = rounded(coords.longitude);
        lat.disabled = lon.disabled = false;
        button.form.submit();
      },
      () => { button.textContent = button.dataset.refused; },
    ));
  }
};
