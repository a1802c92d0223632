import type { LiteralSettings } from '../prompt/literal-settings.ts'
import type { Plan, PlanKey } from '../prompt/plan-keys.ts'
import type { Reading } from '../prompt/reader.ts'

/** Settings written as numbers that would go before a key of the plan. */
const WRITTEN: Partial<Readonly<Record<PlanKey, readonly (keyof LiteralSettings)[]>>> = {
  tempo: ['bpm', 'tempoRatio'],
  pitch: ['semitones', 'key'],
  hc: ['highCutHz'],
  lc: ['lowCutHz'],
  rt: ['reverbSeconds'],
}

/**
 * The reading without what a key that was set by hand takes the place of: "92 BPM", a genre's usual tempo or "keep the
 * tempo" say nothing more once somebody has set the tempo.
 */
export function withoutReplaced(reading: Reading, overrides: Partial<Plan>): Reading {
  const byHand = (key: PlanKey): boolean => overrides[key] !== undefined
  const replaced = new Set(Object.entries(WRITTEN).flatMap(([key, names]) => (byHand(key as PlanKey) ? names : [])))
  const settings = Object.fromEntries(
    Object.entries(reading.settings).filter(([name]) => !replaced.has(name as keyof LiteralSettings)),
  )
  const { bpm, ...style } = reading.style
  return {
    ...reading,
    settings,
    style: byHand('tempo') || bpm === undefined ? style : reading.style,
    guards: {
      ...reading.guards,
      tempo: reading.guards.tempo && !byHand('tempo'),
      pitch: reading.guards.pitch && !byHand('pitch'),
    },
  }
}
