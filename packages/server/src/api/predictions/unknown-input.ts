import { storableText } from '../wavespeed/fields.ts'

const MAX_KEYS = 20
const MAX_KEY_CHARACTERS = 100
const MAX_VALUE_CHARACTERS = 200

/**
 * Keys a model does not know are passed over, as the hosted service does, and kept with the prediction: they are the
 * first thing to look at when somebody's knob has no effect. Values are kept as the beginning of their JSON text.
 */
export function recordUnknown(unknown: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(unknown).slice(0, MAX_KEYS)
  return Object.fromEntries(
    entries.map(([key, value]) => [
      storableText(key.slice(0, MAX_KEY_CHARACTERS)),
      storableText(textOf(value).slice(0, MAX_VALUE_CHARACTERS)),
    ]),
  )
}

/** A value may be nested deeper than it can be written down again. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch {
    return 'nested too deeply'
  }
}
