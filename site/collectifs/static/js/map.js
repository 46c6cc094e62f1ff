/** The map on tap: Leaflet and its tiles. */
import { all } from "./page.js";

const cover = document.querySelector("[data-co-map]");
const options = { ...cover.dataset };

/** One pin for all the cards of a place, which it opens. */
const pinOf = ([place, cards]) => {
  const card = document.createElement("div");
  card.append(...cards.flatMap((each) => all("h3, p:not(.st)", each)).map((part) => part.cloneNode(true)));
  const icon = L.divIcon({ className: "pin", html: cards.map((each) => each.value), iconSize: null });
  const title = all("h3", card).map((name) => name.textContent);
  return L.marker(place.split(" "), { icon, title }).bindPopup(card, { closeButton: false });
};

cover.hidden = false;
cover.querySelector("button").onclick = async () => {
  await import(options.script);
  document.querySelector("link[disabled]").disabled = false;
  const box = cover.parentElement;
  box.textContent = "";
  Object.assign(L.Control.Zoom.prototype.options, options);
  const map = L.map(box);
  map.attributionControl.setPrefix("");
  L.tileLayer(options.tiles, options).addTo(map);
  const places = Map.groupBy(all("[data-co-pin]"), (card) => card.dataset.coPin);
  const pins = L.featureGroup([...places].map(pinOf)).addTo(map);
  map.fitBounds(pins.getBounds(), { maxZoom: 13, padding: [40, 40] });
  box.focus();
};
