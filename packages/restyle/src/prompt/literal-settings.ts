/**
 * Settings that are written as numbers: "90 BPM", "20% slower", "in D minor", "low-pass at 2 kHz". They are taken out
 * of the text before words are looked up, and act as written: no diminishing returns, no guidance.
 */
import { BAND_SETTINGS } from './band-settings.ts'
import { PITCH_SETTINGS } from './pitch-settings.ts'
import type { LiteralSettings } from './setting-pattern.ts'
import { TEMPO_SETTINGS } from './tempo-settings.ts'

export type { LiteralSettings } from './setting-pattern.ts'

export interface SettingsReading {
  readonly settings: LiteralSettings
  /** The pieces of text that were read as settings. */
  readonly surfaces: readonly string[]
  /** The text without them. */
  readonly rest: string
}

const PATTERNS = [...TEMPO_SETTINGS, ...PITCH_SETTINGS, ...BAND_SETTINGS]

/**
 * Takes every literal setting out of a prompt; of two for the same thing the later one counts.
 * @param prompt with single spaces: runs of white space would be tried over and over
 */
export function readLiteralSettings(prompt: string): SettingsReading {
  let settings: LiteralSettings = {}
  const surfaces: string[] = []
  let rest = prompt
  for (const { pattern, read } of PATTERNS) {
    rest = rest.replace(pattern, (surface: string, ...details: unknown[]) => {
      const groups = details.slice(
        0,
        details.findIndex((detail) => typeof detail === 'number'),
      )
      const setting = read(groups.map((group) => String(group ?? '')))
      if (setting === null) return surface
      settings = { ...settings, ...setting }
      surfaces.push(surface.trim())
      return ' , '
    })
  }
  return { settings, surfaces, rest }
}
