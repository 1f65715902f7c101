// @ts-check
/**
 * Shapes: what a value from outside must look like, said once.
 *
 * A shape checks a value and says in words where it differs; the TypeScript type of the value is read off the shape
 * with {@link Infer}, so the check and the type cannot disagree.
 */

/**
 * @template T
 * @typedef {object} Shape
 * @property {(value: unknown) => string | null} problem What is wrong with the value, after the path from it; or null.
 *   The path is put together on the way back, so that a value in which nothing is wrong costs none.
 * @property {boolean} optional Whether a record may leave the field out.
 * @property {T} [type] Never set; carries the type.
 */

/**
 * The type of the values that a shape accepts.
 * @template S
 * @typedef {S extends Shape<infer T> ? T : never} Infer
 */

/**
 * @template {Record<string, Shape<any>>} F
 * @typedef {{ [K in keyof F as undefined extends Infer<F[K]> ? never : K]: Infer<F[K]> }
 *   & { [K in keyof F as undefined extends Infer<F[K]> ? K : never]?: Infer<F[K]> }} Fields
 */

/**
 * A short name of what was found, for messages.
 * @param {unknown} value
 * @returns {string}
 */
function found(value) {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return `a value of type ${typeof value}`;
}

/**
 * @param {string} expected
 * @param {(value: unknown) => boolean} accepts
 * @returns {Shape<any>}
 */
function primitive(expected, accepts) {
  return {
    optional: false,
    problem: (value) => (accepts(value) ? null : `: found ${found(value)}, expected ${expected}`),
  };
}

/** @type {Shape<string>} */
export const string = primitive("a string", (value) => typeof value === "string");

/** @type {Shape<boolean>} */
export const boolean = primitive("true or false", (value) => typeof value === "boolean");

/** A whole number from 0 to 2^32 - 1: an id, an offset, a number of words. @type {Shape<number>} */
export const count = primitive(
  "a whole number from 0 to 4294967295",
  (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 0xffffffff,
);

/** A number from 0 to 1. @type {Shape<number>} */
export const fraction = primitive(
  "a number from 0 to 1",
  (value) => typeof value === "number" && value >= 0 && value <= 1,
);

/**
 * One of a closed set of strings.
 * @template {string} T
 * @param {readonly T[]} values
 * @returns {Shape<T>}
 */
export function oneOf(values) {
  return primitive(`one of ${values.join(", ")}`, (value) => values.some((each) => each === value));
}

/**
 * Exactly this string; the tag of a union's variant.
 * @template {string} T
 * @param {T} value
 * @returns {Shape<T>}
 */
export function tag(value) {
  return primitive(JSON.stringify(value), (each) => each === value);
}

/**
 * The shape, or null.
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T | null>}
 */
export function nullable(shape) {
  return { optional: false, problem: (value) => (value === null ? null : shape.problem(value)) };
}

/**
 * The shape, or the field left out.
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T | undefined>}
 */
export function optional(shape) {
  return { optional: true, problem: (value) => (value === undefined ? null : shape.problem(value)) };
}

/**
 * A list whose every item has the shape.
 * @template T
 * @param {Shape<T>} item
 * @returns {Shape<T[]>}
 */
export function list(item) {
  return {
    optional: false,
    problem: (value) => {
      if (!Array.isArray(value)) return `: found ${found(value)}, expected a list`;
      for (let index = 0; index < value.length; index += 1) {
        const problem = item.problem(value[index]);
        if (problem !== null) return `[${index}]${problem}`;
      }
      return null;
    },
  };
}

/**
 * An object with these fields and no others.
 * @template {Record<string, Shape<any>>} F
 * @param {F} fields
 * @returns {Shape<Fields<F>>}
 */
export function record(fields) {
  const entries = Object.entries(fields);
  return {
    optional: false,
    problem: (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return `: found ${found(value)}, expected an object`;
      }
      let known = 0;
      for (const [name, shape] of entries) {
        if (!Object.hasOwn(value, name)) {
          if (shape.optional) continue;
          return `.${name}: not given`;
        }
        known += 1;
        const problem = shape.problem(/** @type {Record<string, unknown>} */ (value)[name]);
        if (problem !== null) return `.${name}${problem}`;
      }
      const names = Object.keys(value);
      if (names.length === known) return null;
      return `.${names.find((name) => !Object.hasOwn(fields, name))}: a field that is not known here`;
    },
  };
}

/**
 * A tagged union: the record among `variants` whose key is the value's `type`.
 * @template {Record<string, Shape<any>>} V
 * @param {V} variants
 * @returns {Shape<{ [K in keyof V]: Infer<V[K]> }[keyof V]>}
 */
export function union(variants) {
  return {
    optional: false,
    problem: (value) => {
      const type = typeof value === "object" && value !== null ? Reflect.get(value, "type") : undefined;
      const shape = typeof type === "string" && Object.hasOwn(variants, type) ? variants[type] : undefined;
      if (shape === undefined) {
        return `.type: found ${found(type)}, expected one of ${Object.keys(variants).join(", ")}`;
      }
      return shape.problem(value);
    },
  };
}

/**
 * The value, checked.
 * @template T
 * @param {Shape<T>} shape
 * @param {unknown} value
 * @param {string} name What the value is called in the error's message.
 * @returns {T}
 * @throws {TypeError} that says where the value differs, what was found and what was expected
 */
export function expectShape(shape, value, name) {
  const problem = shape.problem(value);
  if (problem !== null) throw new TypeError(`${name}${problem}`);
  return /** @type {T} */ (value);
}

/**
 * Whether the value has the shape.
 * @template T
 * @param {Shape<T>} shape
 * @param {unknown} value
 * @returns {value is T}
 */
export function hasShape(shape, value) {
  return shape.problem(value) === null;
}
