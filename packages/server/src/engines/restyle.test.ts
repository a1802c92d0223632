import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { expect, test } from 'vitest'
import type { RenderEvent, RenderRequest } from './port.ts'
import { openEngine } from './restyle.ts'

function clip(seconds: number): StereoAudio {
  const left = Float32Array.from(
    { length: seconds * SAMPLE_RATE_HZ },
    (_, index) => 0.3 * Math.sin((2 * Math.PI * 220 * index) / SAMPLE_RATE_HZ),
  )
  return { left, right: left.slice() }
}

const engine = openEngine()

function request(source: StereoAudio, changes: Partial<RenderRequest> = {}): RenderRequest {
  return {
    ...{ model: 'stability-ai/stable-audio-3/audio-to-audio', prompt: 'dark and warm', negativePrompt: '' },
    ...{ numInferenceSteps: 2, guidanceScale: 1, seed: 3, loras: [] },
    task: { kind: 'audio-to-audio', durationSeconds: 2, initNoiseLevel: 0.6, source },
    ...changes,
  }
}

const idle = new AbortController().signal

test('a render tells its progress, which never falls, and ends with the clip and an account of it', async () => {
  const events: RenderEvent[] = []
  for await (const event of engine.render(request(clip(2)), idle)) events.push(event)
  const last = events.pop()
  if (last?.type !== 'rendered') throw new Error('no result')
  const fractions = events.map((event) => (event.type === 'progress' ? event.fraction : Number.NaN))
  expect(fractions.length).toBeGreaterThan(5)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  expect(last.audio.left.length).toBe(2 * SAMPLE_RATE_HZ)
  expect(last).toMatchObject({ engine: 'dsp-restyle', report: { source: { durationSeconds: 2 } } })
  expect(JSON.parse(JSON.stringify(last.report))).toEqual(last.report)
})

test('an abort stops it within one step', async () => {
  const controller = new AbortController()
  const events = engine.render(request(clip(2)), controller.signal)
  await events.next()
  controller.abort()
  await expect(events.next()).rejects.toMatchObject({ name: 'AbortError' })
})

test('without a source there is nothing to transform', async () => {
  const words = request(clip(2), { task: { kind: 'words', durationSeconds: 2 } })
  await expect(engine.render(words, idle).next()).rejects.toMatchObject({ code: 'render_failed' })
})

test('a task that names a checkpoint is not its own', async () => {
  const named = request(clip(2), { checkpoint: 'medium' })
  await expect(engine.render(named, idle).next()).rejects.toMatchObject({ code: 'checkpoint_gone' })
})

test('a source that the engine cannot use is told in its own words', async () => {
  const reading = async (): Promise<void> => {
    for await (const event of engine.render(request(clip(0)), idle)) expect(event.type).toBe('progress')
  }
  await expect(reading()).rejects.toMatchObject({
    code: 'render_failed',
    message: 'The engine could not render this request: The source cannot be restyled: it has no samples.',
  })
})

test('knobs of a diffusion model are passed over, and the result says so', async () => {
  const knobs = request(clip(1), { schedule: 'upstream', sampler: 'rk4', loras: [{ name: 'tape', strength: 1 }] })
  for await (const event of engine.render(knobs, idle)) {
    if (event.type !== 'rendered') continue
    expect(event.warnings).toContainEqual(expect.stringContaining('no use for schedule, sampler, loras'))
  }
  expect.assertions(1)
})

async function reportOn(changes: Partial<RenderRequest>): Promise<Record<string, Record<string, number>>> {
  for await (const event of engine.render(request(clip(1), changes), idle)) {
    if (event.type === 'rendered') return event.report as Record<string, Record<string, number>>
  }
  throw new Error('no result')
}

const mode = { kind: 'audio-to-audio', durationSeconds: 1, source: clip(1) } as const

test('a plan takes the place of what the words give, key by key, and the report tells both what was asked and done', async () => {
  const words = await reportOn({ task: { ...mode, initNoiseLevel: 0.5 } })
  const plan = { wet: 0.6, tilt: 0, rain: 0.5 }
  const byHand = await reportOn({ task: { ...mode, initNoiseLevel: 0.5, plan } })
  expect(words.asked).toHaveProperty('tilt')
  const { tilt: _, ...others } = words.asked ?? {}
  expect(byHand.asked).toEqual({ ...others, wet: 0.6, rain: 0.5 })
  expect(byHand.plan).not.toHaveProperty('tilt')
  expect(byHand.plan?.rain).toBeGreaterThan(0)
  // Half way to the full effect.
  expect(byHand.plan?.rain).toBeLessThan(0.5)
})

test('what was asked for, sent as a plan, is executed in the same way', async () => {
  const task = { ...mode, initNoiseLevel: 0.8 }
  const words = await reportOn({ task })
  const { plan } = await reportOn({ task: { ...task, plan: words.asked ?? {} } })
  for (const [key, value] of Object.entries(words.plan ?? {})) expect(plan?.[key], key).toBeCloseTo(value, 2)
  expect(Object.keys(plan ?? {})).toEqual(Object.keys(words.plan ?? {}))
})

test('a plan that cannot be executed is told in the engine’s own words', async () => {
  const task = { ...mode, initNoiseLevel: 0.5, plan: { reverb: 1 } }
  await expect(reportOn({ task })).rejects.toMatchObject({
    code: 'render_failed',
    message: expect.stringContaining('there is no key "reverb"'),
  })
})
