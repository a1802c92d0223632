import type { LexiconTerm } from './lexicon.ts'
import { PLAN_KEYS, type PlanKey } from './plan-keys.ts'

/** Effects and ranges that people list like instruments. */
const NAMED_THINGS = new Set(
  `reverb echo echoes delay hiss noise crackle bass treble highs lows mids low_end high_end midrange distortion hum
  artifacts glitches vocals cymbals mud`
    .split(/\s+/)
    .map((word) => word.replace('_', ' ')),
)

const THING_KEYS: ReadonlySet<PlanKey> = new Set(['vox', 'perc', 'hiss', 'vinyl', 'hum', 'echo'])

/**
 * True for what can be listed after "remove" (drums, vocals, reverb, rain), false for a quality (dark, spacious): a
 * removal runs along a list of things, but "no drums, dark and wide" does not ask for less of dark and wide.
 */
export function isThing(term: LexiconTerm, surface: string): boolean {
  if (term.macro) return false
  if (NAMED_THINGS.has(surface) || NAMED_THINGS.has(term.name) || /(?:ness|tion|sion|ity)$/.test(surface)) return true
  const strongest = strongestKey(term)
  if (strongest === null) return false
  const { group } = PLAN_KEYS[strongest]
  return group === 'layers' || group === 'scene' || THING_KEYS.has(strongest)
}

function strongestKey(term: LexiconTerm): PlanKey | null {
  let strongest: PlanKey | null = null
  let share = 0
  for (const [key, delta] of Object.entries(term.deltas) as [PlanKey, number][]) {
    const { min, max } = PLAN_KEYS[key]
    const thisShare = Math.abs(delta) / Math.max(Math.abs(min), max)
    if (thisShare > share) {
      share = thisShare
      strongest = key
    }
  }
  return strongest
}
