import { granulate } from '../dsp/grains.ts'
import { reverse } from '../dsp/reversal.ts'
import type { StereoAudio } from '../dsp/stereo.ts'
import { stutter } from '../dsp/stutter.ts'
import type { Plan } from '../prompt/plan-keys.ts'

const NEGLIGIBLE = 0.05

/** What takes the source apart in time, in place: stutters, reversed stretches, grains. */
export function* breakUp(
  source: StereoAudio,
  plan: Plan,
  beatSeconds: readonly number[],
  seed: number,
): Generator<void> {
  if (plan.stut > NEGLIGIBLE) {
    stutter(source, { amount: plan.stut, beatSeconds, seed })
    yield
  }
  if (plan.revs > NEGLIGIBLE) {
    reverse(source, { amount: plan.revs, beatSeconds, seed })
    yield
  }
  if (plan.grain > NEGLIGIBLE) {
    granulate(source, { amount: plan.grain, seed })
    yield
  }
}
