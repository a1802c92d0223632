import { afterAll, describe, expect, test } from 'vitest'
import {
  CHANNELS,
  CONTEXT_CHANNELS,
  conditioningOf,
  FRAMES,
  joined,
  LEVELS,
  noisyLatents,
  type TinyDenoiser,
  tinyDenoiser,
} from '../testing/dit.test.fixture.ts'
import { MODULES, relativeError, type SampledTensor } from '../testing/golden.test.fixture.ts'
import { expectParity } from '../testing/parity.test.fixture.ts'
import type { PromptContext } from './context.ts'
import type { DenoiserConditioning } from './denoiser.ts'

// Reached: 5e-7 relative.
const PARITY = 1e-5

// Reached: 6e-7 and 9e-7, the rounding of both sides: ln 251 alone is rounded by 2e-7.
const COLLAPSE_PARITY = 2e-6

const goldenCase = <T>(name: string) => MODULES.cases[name] as T

async function velocities(
  denoiser: TinyDenoiser,
  conditionings: readonly DenoiserConditioning[],
  latentsOf: (item: number) => Float32Array = noisyLatents,
): Promise<Float32Array[]> {
  const results: Float32Array[] = []
  for (const [item, conditioning] of conditionings.entries()) {
    const prepared = await denoiser.prepare(conditioning)
    results.push(await denoiser.velocity(latentsOf(item), LEVELS[item] as number, prepared))
  }
  return results
}

describe.each([
  ['standard', false],
  ['differential', true],
] as const)('the %s transformer', (kind, differential) => {
  const denoiser = tinyDenoiser(differential)
  afterAll(() => denoiser.dispose())
  const noted = { module: `DiT, ${kind}`, limit: PARITY }

  test('equals the reference on every value of both items', async (context) => {
    const { output } = goldenCase<{ output: { f32_le_base64: string } }>(`dit_${kind}`)
    const reference = new Float32Array(Uint8Array.from(Buffer.from(output.f32_le_base64, 'base64')).buffer)
    const actual = joined(await velocities(denoiser, [conditioningOf(0), conditioningOf(1)]))
    expect(actual.length).toBe(reference.length)
    expectParity(context, { ...noted, case: 'whole', error: relativeError(actual, reference) })
  })

  test('hides the values of padded frames as the reference does', async (context) => {
    const { output, valid_frames: valid } = goldenCase<PaddedCase>(`dit_${kind}_padded_vzero`)
    const actual = joined(
      await velocities(
        denoiser,
        valid.map((frames, item) => conditioningOf(item, frames)),
      ),
    )
    const error = relativeError(actual, output.values, output.stride)
    expectParity(context, { ...noted, case: 'padding, values zeroed', error })
    expect(Math.abs(sumOf(actual) / output.sum - 1)).toBeLessThan(1e-4)
  })

  test('run on the valid frames alone equals the reference that leaves padding out', async (context) => {
    const { output, valid_frames: valid } = goldenCase<PaddedCase>(`dit_${kind}_padded_exclude`)
    const cropped = valid.map((frames, item) => withFrames(conditioningOf(item), frames))
    const actual = await velocities(denoiser, cropped, (item) => firstFrames(noisyLatents(item), valid[item] as number))
    const pairs = output.values.flatMap((value, index) => {
      const place = index * output.stride
      const item = Math.floor(place / (CHANNELS * FRAMES))
      const [channel, frame] = [Math.floor(place / FRAMES) % CHANNELS, place % FRAMES]
      const frames = valid[item] as number
      return frame < frames ? [[actual[item]?.[channel * frames + frame] as number, value] as const] : []
    })
    expect(pairs.length).toBeGreaterThan(300)
    const [got, wanted] = [0, 1].map((side) => pairs.map((pair) => pair[side] as number))
    const error = relativeError(got, wanted)
    expectParity(context, { ...noted, case: 'padding, left out', error })
  })

  test('sees equal rows of the prompt as one row that counts for them', async () => {
    const conditioning = { ...conditioningOf(0), context: paddedPrompt() }
    const each = tinyDenoiser(differential, { collapse: false })
    const [whole] = await velocities(each, [conditioning])
    await each.dispose()
    const [collapsed] = await velocities(denoiser, [conditioning])
    expect(relativeError(collapsed ?? [], whole ?? [])).toBeLessThan(COLLAPSE_PARITY)
    const uncounted = { ...conditioning, context: { ...conditioning.context, counts: UNCOUNTED } }
    const [wrong] = await velocities(denoiser, [uncounted])
    expect(relativeError(wrong ?? [], whole ?? [])).toBeGreaterThan(1e-5)
  })

  test('without a prompt equals a context of 257 rows of zeros', async () => {
    const zeros = { rows: new Float32Array(CONTEXT_CHANNELS), counts: [256] }
    const seconds = new Float32Array(CONTEXT_CHANNELS)
    const [none] = await velocities(denoiser, [{ ...conditioningOf(0), context: null }])
    const [zeroed] = await velocities(denoiser, [{ ...conditioningOf(0), context: zeros, seconds }])
    expect(relativeError(none ?? [], zeroed ?? [])).toBeLessThan(1e-6)
  })

  test('is told the same by one constant row as by rows of zeros for every frame', async () => {
    const almostZero = new Float32Array(CHANNELS * FRAMES)
    almostZero[7] = 1e-30
    const local = { mask: new Float32Array(FRAMES), maskedLatents: new Float32Array(CHANNELS * FRAMES) }
    const [constant] = await velocities(denoiser, [{ ...conditioningOf(0), local }])
    const [absent] = await velocities(denoiser, [{ ...conditioningOf(0), local: undefined }])
    const [rows] = await velocities(denoiser, [
      { ...conditioningOf(0), local: { ...local, maskedLatents: almostZero } },
    ])
    expect(absent).toEqual(constant)
    expect(relativeError(constant ?? [], rows ?? [])).toBeLessThan(1e-6)
  })

  test('gives the same velocity for every branch that shares the work on its frames', async () => {
    const alone = await denoiser.prepare(conditioningOf(1))
    const other = await denoiser.prepare({ ...conditioningOf(1), context: null })
    const beside = await denoiser.prepare(conditioningOf(1), other)
    expect(beside.frameFeeds).toBe(other.frameFeeds)
    expect(await denoiser.velocity(noisyLatents(1), 0.5, beside)).toEqual(
      await denoiser.velocity(noisyLatents(1), 0.5, alone),
    )
  })
})

test('latents that are not finite are refused by name', async () => {
  const denoiser = tinyDenoiser(false)
  const prepared = await denoiser.prepare(conditioningOf(0))
  const latents = noisyLatents(0)
  latents[3] = Number.POSITIVE_INFINITY
  await expect(denoiser.velocity(latents, 0.5, prepared)).rejects.toMatchObject({ code: 'non_finite_latents' })
  await denoiser.dispose()
})

interface PaddedCase {
  readonly valid_frames: readonly number[]
  readonly output: SampledTensor
}

/** Five rows of words and one of padding that stands for 251. */
function paddedPrompt(): PromptContext {
  const { context } = conditioningOf(0)
  const rows = (context as PromptContext).rows.slice(0, 6 * CONTEXT_CHANNELS)
  return { rows, counts: [1, 1, 1, 1, 1, 251] }
}
const UNCOUNTED = [1, 1, 1, 1, 1, 1]

function firstFrames(values: Float32Array, frames: number): Float32Array {
  const channels = values.length / FRAMES
  return Float32Array.from({ length: channels * frames }, (_, index) => {
    return values[Math.floor(index / frames) * FRAMES + (index % frames)] as number
  })
}

function withFrames(conditioning: DenoiserConditioning, frames: number): DenoiserConditioning {
  const { mask, maskedLatents } = conditioning.local as NonNullable<DenoiserConditioning['local']>
  const local = { mask: firstFrames(mask, frames), maskedLatents: firstFrames(maskedLatents, frames) }
  return { ...conditioning, local, frames, validFrames: frames }
}

const sumOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0)
