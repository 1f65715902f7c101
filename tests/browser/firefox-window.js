// @ts-check
/**
 * What a reader does in Firefox's own window: functions that a test runs there. They use nothing from around them.
 */

/** @typedef {import("./firefox.js").BrowserWindow} BrowserWindow */

/**
 * Where a place of the sidebar's document stands in the window.
 * @param {BrowserWindow} browserWindow
 * @param {unknown} _panel
 * @param {{ x: number, y: number }} inPanel In CSS pixels of the sidebar's document.
 * @returns {{ x: number, y: number }}
 */
export function placeInWindow({ SidebarController: { browser } }, _panel, { x, y }) {
  const frame = browser.contentDocument?.getElementById("webext-panels-browser");
  if (frame === null || frame === undefined) throw new Error("the sidebar is closed");
  // The sidebar is a document of the browser's own, and the panel stands in a frame of it.
  const [outer, inner] = [browser.getBoundingClientRect(), frame.getBoundingClientRect()];
  return { x: Math.round(outer.left + inner.left + x), y: Math.round(outer.top + inner.top + y) };
}

/**
 * Presses “Allow” where Firefox asks whether an extension may read a site.
 * @param {BrowserWindow} browserWindow
 * @returns {boolean} whether it asked
 */
export function allowNextSite({ PopupNotifications: { panel } }) {
  const question = panel.state === "open" ? panel.firstElementChild : null;
  if (question?.id !== "addon-webext-permissions-notification") return false;
  question.button.click();
  return true;
}

/**
 * Chooses an entry of the menu of a page that is open.
 * @param {BrowserWindow} browserWindow
 * @param {unknown} _panel
 * @param {string} label
 * @returns {boolean} whether the menu was open
 */
export function chooseFromMenu({ document }, _panel, label) {
  const menu = /** @type {(HTMLElement & { state: string, activateItem(item: Element): void }) | null} */ (
    document.getElementById("contentAreaContextMenu"));
  if (menu?.state !== "open") return false;
  const item = [...menu.querySelectorAll("menuitem")].find((each) => each.getAttribute("label") === label);
  if (item === undefined) throw new Error(`the menu has no entry “${label}”`);
  menu.activateItem(item);
  return true;
}
