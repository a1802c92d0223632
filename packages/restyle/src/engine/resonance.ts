import type { Key } from '../analysis/facts.ts'
import { activeRms } from '../dsp/active-level.ts'
import { type ResonatorKind, resonate } from '../dsp/resonators.ts'
import { add, rms, type StereoAudio, silence } from '../dsp/stereo.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { REFERENCE_RMS } from './buses.ts'

const BANKS: readonly (readonly [planKey: 'rmet' | 'rgls' | 'rwod' | 'rstr', kind: ResonatorKind])[] = [
  ['rmet', 'metal'],
  ['rgls', 'glass'],
  ['rwod', 'wood'],
  ['rstr', 'strings'],
]
const NEGLIGIBLE = 0.03
const SILENT_RMS = 1e-7

export const wantsResonance = (plan: Plan): boolean => BANKS.some(([planKey]) => plan[planKey] > NEGLIGIBLE)

/**
 * The banks that the plan asks for, rung by the source: every hit strikes them, the sustained part only hums along;
 * strings sing with everything. null when there are none or nothing rings.
 * @param hits  the percussive part before the plan turned it down
 */
export function* ringing(
  source: StereoAudio,
  hits: StereoAudio | null,
  request: { readonly plan: Plan; readonly key: Key; readonly seed: number },
): Generator<void, StereoAudio | null> {
  const { plan, key, seed } = request
  const struck = hits === null ? 0 : rms(hits)
  let sum: StereoAudio | null = null
  for (const [planKey, kind] of BANKS) {
    const amount = plan[planKey]
    if (amount <= NEGLIGIBLE) continue
    const bank = silence(source.left.length)
    const byHits = hits !== null && struck > 1e-5 && kind !== 'strings'
    if (byHits) add(bank, hits, (0.5 * REFERENCE_RMS) / struck)
    add(bank, source, byHits ? 0.12 : 1)
    resonate(bank, { kind, rootPitchClass: key.root, minor: key.minor, seed })
    yield
    const level = activeRms(bank)
    if (level < SILENT_RMS) continue
    sum ??= silence(source.left.length)
    add(sum, bank, (1.5 * amount * REFERENCE_RMS) / level)
  }
  return sum
}
