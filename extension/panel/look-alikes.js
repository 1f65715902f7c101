// @ts-check
/**
 * Names in which letters of another script imitate Latin ones. The core keeps such a name apart from the one that it looks
 * like; only a reader who is told can see it.
 */

/** Latin letters, and those of the Cyrillic, Greek and Armenian scripts that most typefaces draw alike. */
const IMITATIONS = {
  A: "\u0410\u0391", B: "\u0412\u0392", C: "\u0421", E: "\u0415\u0395", H: "\u041d\u0397", I: "\u0406\u0399",
  J: "\u0408", K: "\u041a\u039a", M: "\u041c\u039c", N: "\u039d", O: "\u041e\u039f", P: "\u0420\u03a1", S: "\u0405",
  T: "\u0422\u03a4", X: "\u0425\u03a7", Y: "\u0423\u03a5", Z: "\u0396", a: "\u0430\u03b1", c: "\u0441", d: "\u0501",
  e: "\u0435", h: "\u04bb\u0570", i: "\u0456\u03b9", j: "\u0458\u03f3", k: "\u03ba", l: "\u04cf", n: "\u0578",
  o: "\u043e\u03bf\u0585", p: "\u0440\u03c1", q: "\u051b", s: "\u0455", u: "\u03c5\u057d", v: "\u03bd", w: "\u051d",
  x: "\u0445", y: "\u0443\u04af",
};

/** @type {ReadonlyMap<string, string>} */
const LATIN = new Map(Object.entries(IMITATIONS).flatMap(([latin, others]) =>
  [...others].map((other) => /** @type {[string, string]} */ ([other, latin]))));

/** Scripts whose letters are taken for Latin ones. Those that stand beside Latin letters in honest names, as in Japanese, are not. */
const IMITATING = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]/u;

/**
 * A name as the eye takes it.
 * @param {string} name
 */
function drawn(name) {
  return [...name.normalize("NFKC")].map((letter) => LATIN.get(letter) ?? letter).join("").toLowerCase();
}

/** @param {string} name */
function isMixed(name) {
  return name.split(/[^\p{L}\p{M}]+/u).some((word) => IMITATING.test(word) && /\p{Script=Latin}/u.test(word));
}

/**
 * The names that a reader could take for another, or for one in Latin letters.
 * @param {string[]} names
 * @returns {Map<string, string | null>} each with the name that it looks like; null where that is none of these
 */
export function findLookAlikes(names) {
  const plain = new Map(names.filter((name) => !IMITATING.test(name)).map((name) => [drawn(name), name]));
  return new Map(names.filter((name) => IMITATING.test(name)).flatMap((name) => {
    const other = plain.get(drawn(name)) ?? null;
    return other !== null || isMixed(name) ? [[name, other]] : [];
  }));
}
