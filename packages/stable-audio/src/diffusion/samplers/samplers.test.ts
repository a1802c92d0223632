import { expect, test } from 'vitest'
import { SAMPLERS, type Sampler } from '../../request.ts'
import { filledTensor, MODULES, relativeError } from '../../testing/golden.test.fixture.ts'
import { expectParity } from '../../testing/parity.test.fixture.ts'
import { createNoise, type Noise } from '../noise.ts'
import { noiseLevels } from '../schedule.ts'
import { SAMPLER_RUNS } from './by-name.ts'
import type { SamplerOptions, SamplerStep, Velocity } from './sampler.ts'

const REFERENCE = MODULES.cases.samplers as { sigmas: number[] } & Record<Sampler, number[]>
const MODEL_CALLS: Record<Sampler, number> = { pingpong: 1, euler: 1, dpmpp: 1, rk4: 4 }

/** The reference's model, v(x, t) = sin(1.3 x) + 0.2 t. */
const analytic: Velocity = async (latents, t) => latents.map((value) => Math.sin(1.3 * value) + 0.2 * t)

/** A stream whose draws are the reference's `input:sampler_noise0`, `1`, … */
function referenceNoise(): Noise & { draws: number } {
  return {
    draws: 0,
    normal: () => new Float32Array(0),
    fillNormal(target) {
      target.set(filledTensor(`input:sampler_noise${this.draws}`, [1, 2, 8]))
      this.draws += 1
    },
  }
}

async function sample(sampler: Sampler, options: Partial<SamplerOptions> = {}) {
  const run = SAMPLER_RUNS[sampler]({
    latents: filledTensor('input:sampler_x', [1, 2, 8]),
    levels: Float32Array.from(REFERENCE.sigmas),
    velocity: analytic,
    noise: referenceNoise(),
    ...options,
  })
  const steps: SamplerStep[] = []
  let next = await run.next()
  for (; !next.done; next = await run.next()) steps.push(next.value)
  return { steps, latents: next.value }
}

test.for(SAMPLERS)('%s is the reference to 1e-6', async (sampler, context) => {
  const { latents } = await sample(sampler)
  const error = relativeError(latents, REFERENCE[sampler])
  expectParity(context, { module: 'samplers', case: sampler, error, limit: 1e-6 })
})

test('pingpong draws noise on every step, the last included, and the others never', async () => {
  for (const sampler of SAMPLERS) {
    const noise = referenceNoise()
    await sample(sampler, { noise })
    expect(noise.draws).toBe(sampler === 'pingpong' ? 4 : 0)
  }
})

test.each(SAMPLERS)('%s yields after every step an estimate that later steps leave alone', async (sampler) => {
  const copies: Float32Array[] = []
  const run = SAMPLER_RUNS[sampler]({
    latents: filledTensor('input:sampler_x', [1, 2, 8]),
    levels: Float32Array.from(REFERENCE.sigmas),
    velocity: analytic,
    noise: referenceNoise(),
  })
  const steps: SamplerStep[] = []
  for await (const step of run) {
    steps.push(step)
    copies.push(step.denoised.slice())
  }
  expect(steps.map(({ done, total }) => [done, total])).toEqual([1, 2, 3, 4].map((done) => [done, 4]))
  expect(steps.map(({ denoised }) => denoised)).toEqual(copies)
})

test.each(['pingpong', 'euler', 'dpmpp'] as const)('%s ends on its last estimate', async (sampler) => {
  const { steps, latents } = await sample(sampler)
  expect(relativeError(latents, steps[3].denoised)).toBeLessThan(1e-6)
})

// Not rk4: its last stage asks at level 1e-5 about latents of level 0, where this velocity has no value.
test.each(['pingpong', 'euler', 'dpmpp'] as const)('a clip that the model knows is found by %s', async (sampler) => {
  // The exact velocity towards one clip: (x − x₀) / t.
  const clip = filledTensor('input:clip', [2, 16])
  const velocity: Velocity = async (latents, t) => latents.map((value, index) => (value - clip[index]) / t)
  const levels = noiseLevels({ steps: 8, from: 0.7, schedule: 'monotone' })
  const start = createNoise(1).normal(32)
  const latents = start.map((value, index) => 0.3 * clip[index] + 0.7 * value)
  const result = await sample(sampler, { latents, levels, velocity, noise: createNoise(2) })
  expect(relativeError(result.latents, clip)).toBeLessThan(1e-5)
})

test.each([
  ['euler', 2],
  ['rk4', 16],
] as const)('twice the steps of %s make its error %s times smaller', async (sampler, gain) => {
  // v(x) = x, whose exact way from level 1 to 0 is a division by e.
  const start = new Float32Array(16).fill(1)
  const error = async (steps: number) => {
    const levels = noiseLevels({ steps, from: 1, schedule: 'monotone', shift: { type: 'none' } })
    const velocity: Velocity = async (latents) => latents.slice()
    const { latents } = await sample(sampler, { latents: start.slice(), levels, velocity })
    return Math.abs(latents[0] - Math.exp(-1))
  }
  const ratio = (await error(2)) / (await error(4))
  expect(ratio).toBeGreaterThan(gain * 0.8)
  expect(ratio).toBeLessThan(gain * 1.4)
})

test.each(SAMPLERS)('%s asks the model no more once it is told to stop', async (sampler) => {
  const stop = new AbortController()
  let calls = 0
  const velocity: Velocity = async (latents, t) => {
    calls += 1
    if (calls === MODEL_CALLS[sampler] + 1) stop.abort(new Error('enough'))
    return analytic(latents, t)
  }
  await expect(sample(sampler, { velocity, signal: stop.signal })).rejects.toThrow('enough')
  expect(calls).toBe(MODEL_CALLS[sampler] + 1)
})

test.each(SAMPLERS)('%s asks the model only above level 0, and four times a step at most', async (sampler) => {
  const asked: number[] = []
  await sample(sampler, {
    velocity: async (latents, t) => {
      asked.push(t)
      return analytic(latents, t)
    },
  })
  expect(asked).toHaveLength(4 * MODEL_CALLS[sampler])
  expect(Math.min(...asked)).toBeGreaterThan(0)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'a model that returns %s is an error that names the level',
  async (bad) => {
    for (const sampler of SAMPLERS) {
      const velocity: Velocity = async (latents) => latents.map((value, index) => (index === 3 ? bad : value))
      await expect(sample(sampler, { velocity })).rejects.toMatchObject({
        code: 'non_finite_latents',
        message: expect.stringContaining('noise level 1'),
      })
    }
  },
)

test.each(SAMPLERS)('%s works in the buffer that it is given', async (sampler) => {
  const latents = filledTensor('input:sampler_x', [1, 2, 8])
  expect((await sample(sampler, { latents })).latents).toBe(latents)
})
