import { addBed, BED_KINDS, type BedKind } from '../dsp/beds.ts'
import { filterStereo } from '../dsp/biquad.ts'
import { compress } from '../dsp/compressor.ts'
import { crush } from '../dsp/crusher.ts'
import { deHarsh, deMud } from '../dsp/dynamic-band.ts'
import { rms, type StereoAudio } from '../dsp/stereo.ts'
import { boundSide } from '../dsp/stereo-bounds.ts'
import { clamp } from '../dsp/units.ts'
import { setWidth } from '../dsp/width.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { REFERENCE_RMS } from './buses.ts'
import { bandLimits, type CutFrequencies } from './tone-stage.ts'

/** These lie on top of the sound like dust on a record, and so come after the band is limited. */
const SURFACE_BEDS: ReadonlySet<BedKind> = new Set(['hiss', 'vinyl', 'rain', 'fire'])
/** From this low cut on (telephone) even the surface belongs to the narrow band. */
const NARROW_LOW_CUT = 2.5
const NEGLIGIBLE_BED = 0.02
/** At this noise level and below, the source comes back untouched. */
const UNTOUCHED_BELOW = 0.02

/** Beds that lie behind the mix, or on it. In place. */
export function* layBeds(mix: StereoAudio, plan: Plan, seed: number, where: 'behind' | 'on top'): Generator<void> {
  for (const kind of BED_KINDS) {
    const amount = plan[kind]
    const onTop = SURFACE_BEDS.has(kind) && plan.lc < NARROW_LOW_CUT
    if (amount <= NEGLIGIBLE_BED || onTop !== (where === 'on top')) continue
    addBed(mix, { kind, amount, referenceRms: REFERENCE_RMS, seed })
    yield
  }
}

/** Everything between the tone and the master, in place. */
export function* finish(
  mix: StereoAudio,
  request: {
    readonly plan: Plan
    readonly cuts: CutFrequencies
    readonly noiseLevel: number
    readonly seed: number
  },
): Generator<void> {
  const { plan, cuts, noiseLevel, seed } = request
  deHarsh(mix, plan.deharsh)
  yield
  deMud(mix, plan.demud)
  yield
  crush(mix, { bitLoss: plan.crush, rateLoss: plan.down })
  filterStereo(mix, bandLimits(cuts))
  yield
  yield* layBeds(mix, plan, seed, 'on top')
  compress(mix, { amount: clamp(plan.comp, 0, 1), referenceRms: Math.max(0.02, rms(mix)) })
  yield
  setWidth(mix, { width: plan.width, seed })
  yield
  if (noiseLevel > UNTOUCHED_BELOW) boundSide(mix)
}
