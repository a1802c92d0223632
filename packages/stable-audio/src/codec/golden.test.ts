import { afterAll, describe, expect, type TestContext, test } from 'vitest'
import { finished, SAME_L_TINY, SAME_S_TINY, tinyCodec } from '../testing/codec.test.fixture.ts'
import { filledTensor, MODULES, relativeError, type SampledTensor } from '../testing/golden.test.fixture.ts'
import { expectParity } from '../testing/parity.test.fixture.ts'
import { samplesPerLatent } from './shape.ts'

const { signal } = new AbortController()

function golden(name: string): SampledTensor {
  return (MODULES.cases[name] as { readonly output: SampledTensor }).output
}

/** Reached: 3e-7 to 5e-7 in every case. */
function expectGolden(actual: Float32Array, name: string, context: TestContext): void {
  const reference = golden(name)
  expect(actual.length).toBe(reference.shape.reduce((product, size) => product * size, 1))
  const error = relativeError(actual, reference.values, reference.stride)
  const [module = '', ...run] = name.split('_')
  expectParity(context, { module: module.toUpperCase(), case: run.join(' '), error, limit: 1e-5 })
  expect(actual.reduce((sum, value) => sum + value, 0)).toBeCloseTo(reference.sum, 1)
  expect(actual.reduce((sum, value) => sum + value * value, 0) / reference.sumsq).toBeCloseTo(1, 4)
}

function joined({ left, right }: { left: Float32Array; right: Float32Array }): Float32Array {
  const result = new Float32Array(left.length * 2)
  result.set(left)
  result.set(right, left.length)
  return result
}

for (const { name, shape, padded } of [
  { name: 'same-s', shape: SAME_S_TINY, padded: 4 },
  { name: 'same-l', shape: SAME_L_TINY, padded: 3 },
]) {
  describe(name, () => {
    const { codec, dispose } = tinyCodec(shape)
    afterAll(dispose)

    const decoded = async (frames: number, wantedFrames: number): Promise<Float32Array> => {
      const latents = filledTensor(`input:z${frames}`, [1, 256, frames])
      return joined((await finished(codec.decode(latents, { frames, wantedFrames, signal }))).result)
    }

    const encoded = async (samples: number, frames: number): Promise<Float32Array> => {
      const audio = filledTensor(`input:audio${samples}`, [1, 2, samples])
      const clip = { left: audio.subarray(0, samples), right: audio.subarray(samples) }
      return (await finished(codec.encode(clip, frames, { signal }))).result
    }

    test('decodes four latents as the reference does', async (context) => {
      expectGolden(await decoded(4, 4), `${name}_decode_T4`, context)
    })

    test('decodes an odd number of latents as the reference does', async (context) => {
      expectGolden(await decoded(3, padded), `${name}_decode_T3`, context)
    })

    test('leaves out the latent that only fills a chunk, unless it is asked for', async () => {
      const wanted = await decoded(3, 3)
      const all = await decoded(3, padded)
      const length = 3 * samplesPerLatent(shape)
      expect(wanted.subarray(0, length)).toEqual(all.subarray(0, length))
    })

    test('encodes whole patches as the reference does', async (context) => {
      expectGolden(await encoded(16_384, 4), `${name}_encode_16384`, context)
    })

    test('encodes a length that is no multiple of a patch as the reference does', async (context) => {
      expectGolden(await encoded(12_188, padded), `${name}_encode_12188`, context)
    })

    test('decodes 140 latents in pieces as the reference does', async (context) => {
      expectGolden(await decoded(140, 140), `${name}_decode_chunked_T140`, context)
    })
  })
}
