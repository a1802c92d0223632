/**
 * Reads a JSON value by paths such as `model.diffusion.config.depth`, and takes what is there only when it makes
 * sense: a configuration may lack any key, or have one of an unforeseen kind, and is still read.
 */
export interface LenientJson {
  value(path: string): unknown
  /** A whole number from 1 to 2³¹ − 1. */
  count(path: string): number | undefined
  number(path: string): number | undefined
  flag(path: string): boolean | undefined
  text(path: string): string | undefined
  at(path: string): LenientJson
  /** The items of a list; none when it is something else. */
  items(path: string): readonly LenientJson[]
}

const LARGEST_COUNT = 2 ** 31 - 1

export function lenientJson(json: unknown): LenientJson {
  const value = (path: string): unknown => valueAt(json, path)
  const number = (path: string): number | undefined => {
    const found = value(path)
    return typeof found === 'number' && Number.isFinite(found) ? found : undefined
  }
  return {
    value,
    number,
    count(path) {
      const found = number(path)
      return found !== undefined && Number.isInteger(found) && found >= 1 && found <= LARGEST_COUNT ? found : undefined
    },
    flag(path) {
      const found = value(path)
      return typeof found === 'boolean' ? found : undefined
    },
    text(path) {
      const found = value(path)
      return typeof found === 'string' ? found : undefined
    },
    at: (path) => lenientJson(value(path)),
    items(path) {
      const found = value(path)
      return Array.isArray(found) ? found.map(lenientJson) : []
    },
  }
}

function valueAt(json: unknown, path: string): unknown {
  let value = json
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}
