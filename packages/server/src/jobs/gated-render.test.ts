import { SAMPLE_RATE_HZ } from '@retimbre/media'
import { expect, test } from 'vitest'
import type { Engine, RenderEvent, RenderProgress, RenderRequest } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import { type GatedRender, renderGated } from './gated-render.ts'

const REQUEST: RenderRequest = {
  ...{ model: 'm', prompt: 'a song', negativePrompt: '', seed: 4294967290, loras: [] },
  ...{ numInferenceSteps: 8, guidanceScale: 1, task: { kind: 'words', durationSeconds: 0.5 } },
}

/** An engine whose results are `level(seed)` loud; it notes the seeds, and that it was read to its end. */
function engineOf(level: (seed: number) => number) {
  const seeds: number[] = []
  let ended = 0
  const engine: Pick<Engine, 'render'> = {
    async *render({ seed }): AsyncGenerator<RenderEvent, void> {
      seeds.push(seed)
      yield { type: 'progress', stage: 'step 1 of 1', fraction: 0.5 }
      const loudness = level(seed)
      if (loudness < 0) throw new JobError('output_rejected', { reason: 'it holds values that are not numbers' })
      const left = Float32Array.from({ length: SAMPLE_RATE_HZ / 2 }, (_, index) => loudness * Math.sin(index / 10))
      const audio = { left, right: left }
      yield { type: 'rendered', audio, engine: 'e', engineVersion: '1', warnings: ['said by the engine'], report: {} }
      ended += 1
    },
  }
  return {
    engine: { ...engine, capabilities: () => Promise.reject(new Error('not asked')) },
    seeds,
    ended: () => ended,
  }
}

async function run(engine: Engine, signal = new AbortController().signal, changes: Partial<RenderRequest> = {}) {
  const progress: RenderProgress[] = []
  const steps = renderGated(engine, { ...REQUEST, ...changes }, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done) return { progress, result: step.value satisfies GatedRender }
    progress.push(step.value)
  }
}

test('a good result passes with its seed, and the engine is read to its end', async () => {
  const { engine, seeds, ended } = engineOf(() => 0.5)
  const { result } = await run(engine)
  expect(result).toMatchObject({ seed: REQUEST.seed, warnings: ['said by the engine'], engine: 'e' })
  expect(seeds).toEqual([REQUEST.seed])
  expect(ended()).toBe(1)
})

test.each([
  [0, 'it is silent'],
  [-1, 'it holds values that are not numbers'],
  [Number.NaN, 'it holds values that are not numbers'],
])('a bad result (%d) is made once more with another seed, which the result tells', async (bad, reason) => {
  const { engine, seeds } = engineOf((seed) => (seed === REQUEST.seed ? bad : 0.5))
  const { result, progress } = await run(engine)
  expect(seeds).toHaveLength(2)
  expect(result.seed).toBe(seeds[1])
  expect(result.seed).not.toBe(REQUEST.seed)
  expect(result.warnings[0]).toContain(`seed ${REQUEST.seed} was unusable (${reason}), so seed ${result.seed}`)
  const fractions = progress.map(({ fraction }) => fraction)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
})

test('a second bad result fails, and there is no third try', async () => {
  const { engine, seeds } = engineOf(() => 0)
  await expect(run(engine)).rejects.toMatchObject({ code: 'output_rejected', message: expect.stringMatching(/silent/) })
  expect(seeds).toHaveLength(2)
})

test('the same request takes the same second seed', async () => {
  const [one, two] = [engineOf(() => 0), engineOf(() => 0)]
  await Promise.allSettled([run(one.engine), run(two.engine)])
  expect(one.seeds).toEqual(two.seeds)
})

test('what is no bad result is not tried again', async () => {
  const { engine, seeds } = engineOf(() => {
    throw new JobError('render_failed', { reason: 'no.' })
  })
  await expect(run(engine)).rejects.toMatchObject({ code: 'render_failed' })
  expect(seeds).toHaveLength(1)
})

test('after an abort nothing is tried again', async () => {
  const abort = new AbortController()
  const { engine, seeds } = engineOf(() => {
    abort.abort()
    return -1
  })
  await expect(run(engine, abort.signal)).rejects.toThrow()
  expect(seeds).toHaveLength(1)
})

test('at an init noise level of 0 the samples of the source come back, and no engine is asked', async () => {
  const { engine, seeds } = engineOf(() => 0.5)
  const left = Float32Array.from({ length: SAMPLE_RATE_HZ }, (_, index) => 1.5 * Math.sin(index / 7))
  const source = { left, right: left.map((sample) => -sample) }
  const task = { kind: 'audio-to-audio', durationSeconds: 2, initNoiseLevel: 0, source } as const
  const { audio, warnings } = (await run(engine, undefined, { task })).result
  expect(seeds).toEqual([])
  expect(audio.left.subarray(0, SAMPLE_RATE_HZ)).toEqual(left)
  expect(audio.right.subarray(SAMPLE_RATE_HZ)).toEqual(new Float32Array(SAMPLE_RATE_HZ))
  expect(warnings).toEqual([
    expect.stringContaining('no engine has touched it'),
    'The source is 1.0 s long; from there on the result is silence.',
  ])
  const cut = (await run(engine, undefined, { task: { ...task, durationSeconds: 0.5 } })).result
  expect(cut.audio.left).toEqual(left.subarray(0, SAMPLE_RATE_HZ / 2))
  expect(cut.warnings).toHaveLength(1)
})
