import { afterAll, describe, test } from 'vitest'
import type { Guidance } from '../request.ts'
import {
  conditioningOf,
  FRAMES,
  joined,
  LEVELS,
  negativeConditioningOf,
  noisyLatents,
  type TinyDenoiser,
  tinyDenoiser,
} from '../testing/dit.test.fixture.ts'
import { MODULES, relativeError, type SampledTensor } from '../testing/golden.test.fixture.ts'
import { expectParity } from '../testing/parity.test.fixture.ts'
import { guide } from './guidance.ts'

interface GuidanceCase {
  readonly args: {
    readonly cfg_scale: number
    readonly apg_scale: number
    readonly scale_phi?: number
    readonly cfg_norm_threshold?: number
  }
  readonly output: SampledTensor
}

const CASES = ['cfg3_apg1_null', 'cfg3_apg0_neg', 'cfg5_apg04_phi07_thr20_neg'] as const

describe.each([
  ['standard', false],
  ['differential', true],
] as const)('the %s transformer', (kind, differential) => {
  const denoiser = tinyDenoiser(differential)
  afterAll(() => denoiser.dispose())

  // Reached: 1.3e-6 to 2.2e-6 relative.
  test.for(CASES)('guided as %s equals the reference within 1e-5', async (name, context) => {
    const { args, output } = MODULES.cases[`dit_${kind}_${name}`] as GuidanceCase
    const guidance = {
      scale: args.cfg_scale,
      apg: args.apg_scale,
      rescale: args.scale_phi ?? 0,
      normThreshold: args.cfg_norm_threshold ?? 0,
    }
    const withNegative = name.endsWith('neg')
    const items = [
      await guidedItem(denoiser, 0, guidance, withNegative),
      await guidedItem(denoiser, 1, guidance, withNegative),
    ]
    const error = relativeError(joined(items), output.values, output.stride)
    expectParity(context, { module: `DiT, ${kind}`, case: name, error, limit: 1e-5 })
  })
})

async function guidedItem(
  denoiser: TinyDenoiser,
  item: number,
  guidance: Guidance,
  withNegative: boolean,
): Promise<Float32Array> {
  const latents = noisyLatents(item)
  const t = LEVELS[item] as number
  const positive = await denoiser.prepare(conditioningOf(item))
  const other = withNegative ? negativeConditioningOf(item) : { ...conditioningOf(item), context: null }
  const negative = await denoiser.prepare(other, positive)
  const conditional = await denoiser.velocity(latents, t, positive)
  const unconditional = await denoiser.velocity(latents, t, negative)
  return guide({ latents, t, conditional, unconditional, guidance, frames: FRAMES })
}
