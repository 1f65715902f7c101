// @ts-check
/** The keys of the panel: Escape closes what was opened last, Alt with an arrow goes from quote to quote. */

/**
 * @param {import("./view.js").View} view
 * @param {(to: "next" | "previous") => void} step
 */
export function listenToKeys(view, step) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape" && view.close()) event.preventDefault();
    if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? "next" : "previous");
    }
  });
}
