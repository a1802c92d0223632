import { addBed, BED_KINDS, type BedKind } from '../dsp/beds.ts'
import { type Biquad, filterStereo, highShelf } from '../dsp/biquad.ts'
import { compress } from '../dsp/compressor.ts'
import { crush, heldRateHz } from '../dsp/crusher.ts'
import { deHarsh, deMud } from '../dsp/dynamic-band.ts'
import { rms, type StereoAudio } from '../dsp/stereo.ts'
import { boundSide } from '../dsp/stereo-bounds.ts'
import { clamp } from '../dsp/units.ts'
import { setWidth } from '../dsp/width.ts'
import type { Plan } from '../prompt/plan-keys.ts'
import { REFERENCE_RMS } from './buses.ts'
import { UNTOUCHED_BELOW } from './depth.ts'
import { bandLimits, type CutFrequencies, isNarrowBand } from './tone-stage.ts'

/** These lie on top of the sound like dust on a record, and so come after the band is limited, unless it is a telephone's. */
const SURFACE_BEDS: ReadonlySet<BedKind> = new Set(['hiss', 'vinyl', 'rain', 'fire'])
const NEGLIGIBLE_BED = 0.02
/** At full rate loss; measured so that half of it leaves the share above 5 kHz as it was. */
const HELD_SAMPLES_DB = 9

/** Beds that lie behind the mix, or on it. In place. */
export function* layBeds(mix: StereoAudio, plan: Plan, seed: number, where: 'behind' | 'on top'): Generator<void> {
  for (const kind of BED_KINDS) {
    const amount = plan[kind]
    const onTop = SURFACE_BEDS.has(kind) && !isNarrowBand(plan)
    if (amount <= NEGLIGIBLE_BED || onTop !== (where === 'on top')) continue
    addBed(mix, { kind, amount, referenceRms: REFERENCE_RMS, seed })
    yield
  }
}

/** Held samples lose treble (a sinc) that old consoles had plenty of: given back above half the held rate. */
const heldSamplesShelf = (rateLoss: number): readonly Biquad[] =>
  rateLoss <= NEGLIGIBLE_BED ? [] : [highShelf(heldRateHz(rateLoss) / 2.5, HELD_SAMPLES_DB * rateLoss)]

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
  filterStereo(mix, [...heldSamplesShelf(plan.down), ...bandLimits(cuts, plan)])
  yield
  yield* layBeds(mix, plan, seed, 'on top')
  compress(mix, { amount: clamp(plan.comp, 0, 1), referenceRms: Math.max(0.02, rms(mix)) })
  yield
  setWidth(mix, { width: plan.width, seed })
  yield
  if (noiseLevel > UNTOUCHED_BELOW) boundSide(mix)
}
