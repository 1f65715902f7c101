// @ts-check
/**
 * Brings a quote before the reader's eyes: scrolls to it and flashes it.
 * A reader who asked for less motion gets a jump and one steady mark in place of pulses.
 */

import { pristineNode } from "./pristine.js";

/** @typedef {import("./paint.js").Painter} Painter */

/** Two pulses, under three a second. */
const PULSES_MS = { on: 360, off: 240, count: 2 };
const STEADY_MS = 1500;

export class Revealer {
  /** @type {Window} */
  #window;
  /** @type {Painter} */
  #painter;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Window} window
   * @param {Painter} painter
   */
  constructor(window, painter) {
    this.#window = window;
    this.#painter = painter;
  }

  /** @param {number} quote */
  show(quote) {
    const [piece] = this.#painter.piecesOfQuote(quote);
    const range = piece === undefined ? null : this.#painter.rangeOf(piece);
    const parent = piece?.node.parentElement;
    if (range === null || !parent) return;
    const element = pristineNode(parent);
    const window = element.ownerDocument.defaultView ?? this.#window;
    const wantsLessMotion = this.#window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const behavior = wantsLessMotion ? "instant" : "smooth";
    if (element.getBoundingClientRect().height < window.innerHeight / 2) {
      element.scrollIntoView({ block: "center", inline: "nearest", behavior });
    } else {
      const top = window.scrollY + range.getBoundingClientRect().top - window.innerHeight / 3;
      window.scrollTo({ top, behavior });
    }
    this.stop();
    this.#painter.flash(quote);
    this.#timer = wantsLessMotion
      ? setTimeout(() => this.stop(), STEADY_MS)
      : setTimeout(() => this.#pulse(quote, PULSES_MS.count - 1), PULSES_MS.on);
  }

  /** Ends a flash that is under way. */
  stop() {
    clearTimeout(this.#timer);
    this.#painter.flash(null);
  }

  /**
   * @param {number} quote
   * @param {number} left How many pulses are to follow.
   */
  #pulse(quote, left) {
    this.#painter.flash(null);
    if (left === 0) return;
    this.#timer = setTimeout(() => {
      this.#painter.flash(quote);
      this.#timer = setTimeout(() => this.#pulse(quote, left - 1), PULSES_MS.on);
    }, PULSES_MS.off);
  }
}
