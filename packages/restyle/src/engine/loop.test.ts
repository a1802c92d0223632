import { expect, test } from 'vitest'
import type { SourceFacts } from '../analysis/facts.ts'
import { SAMPLE_RATE_HZ } from '../dsp/stereo.ts'
import { looped, loopedMoments, loopPlan } from './loop.ts'

const beatsSeconds = Array.from({ length: 16 }, (_, beat) => 0.1 + 0.5 * beat)
const facts = { kind: 'music', beatsSeconds, downbeatPhase: 2 } as unknown as SourceFacts

/** 8.3 s whose value is the time in seconds. */
const ramp = Float32Array.from({ length: 8.3 * SAMPLE_RATE_HZ }, (_, i) => i / SAMPLE_RATE_HZ)
const clip = { left: ramp, right: ramp }

test('a clip that is long enough is cropped, without a copy', () => {
  const plan = loopPlan(facts, 8.3, 5, true)
  expect(plan.segments).toHaveLength(1)
  const result = looped(clip, plan, 5 * SAMPLE_RATE_HZ)
  expect(result.left.buffer).toBe(ramp.buffer)
  expect(result.left).toHaveLength(5 * SAMPLE_RATE_HZ)
})

test('a clip that ends a few milliseconds early is not looped for them', () => {
  expect(loopPlan(facts, 8.3, 8.33, true).segments).toHaveLength(1)
})

test('with beats the loop runs from the first bar line to the last, and beats go on evenly across the seam', () => {
  const plan = loopPlan(facts, 8.3, 30, true)
  expect(plan.segments[1]).toMatchObject({ fromSeconds: 1.1, toSeconds: 7.1, atSeconds: 7.1 })
  const beats = loopedMoments(beatsSeconds, plan).map(({ seconds }) => seconds)
  for (let i = 1; i < beats.length; i++) expect(beats[i] - beats[i - 1]).toBeCloseTo(0.5)
  expect(beats[beats.length - 1]).toBeGreaterThan(29)
})

test('the looped audio is the source at each segment', () => {
  const plan = loopPlan(facts, 8.3, 20, true)
  const { left } = looped(clip, plan, 20 * SAMPLE_RATE_HZ)
  expect(left[5 * SAMPLE_RATE_HZ]).toBeCloseTo(5)
  expect(left[8 * SAMPLE_RATE_HZ]).toBeCloseTo(8 - 7.1 + 1.1)
  expect(left).toHaveLength(20 * SAMPLE_RATE_HZ)
})

test('without beats the whole clip is repeated under cross-fades that keep the power of noise', () => {
  const noise = Float32Array.from({ length: 2 * SAMPLE_RATE_HZ }, (_, i) => Math.sin(i * i * 0.37))
  const plan = loopPlan({ ...facts, kind: 'texture' }, 2, 7, false)
  expect(plan.segments[1].atSeconds).toBeCloseTo(1.5)
  const { left } = looped({ left: noise, right: noise }, plan, 7 * SAMPLE_RATE_HZ)
  const power = (from: number): number =>
    left.subarray(from * SAMPLE_RATE_HZ, (from + 0.5) * SAMPLE_RATE_HZ).reduce((sum, value) => sum + value * value, 0)
  expect(power(1.5) / power(0.5)).toBeGreaterThan(0.8)
  expect(power(1.5) / power(0.5)).toBeLessThan(1.25)
})

test('a clip of one sample is repeated four times a second, not a million times', () => {
  const plan = loopPlan({ ...facts, kind: 'texture' }, 1 / SAMPLE_RATE_HZ, 120, false)
  expect(plan.segments.length).toBeLessThan(490)
  const { left } = looped({ left: Float32Array.of(1), right: Float32Array.of(1) }, plan, 2 * SAMPLE_RATE_HZ)
  expect(left).toHaveLength(2 * SAMPLE_RATE_HZ)
})
