import { expect, test } from 'vitest'
import { filledTensor, relativeError } from '../testing/golden.test.fixture.ts'
import { guidanceActive, guide } from './guidance.ts'

// C = 8 channels, T = 5 frames.
const CHANNELS = 8
const FRAMES = 5
const T = 0.7
const LATENTS = filledTensor('input:x', [CHANNELS, FRAMES])
const CONDITIONAL = filledTensor('input:c', [CHANNELS, FRAMES])
const UNCONDITIONAL = filledTensor('input:u', [CHANNELS, FRAMES])
const RUN = { latents: LATENTS, t: T, conditional: CONDITIONAL, unconditional: UNCONDITIONAL, frames: FRAMES }

const clean = (velocity: Float32Array) => LATENTS.map((value, index) => value - T * velocity[index])
const minus = (a: Float32Array, b: Float32Array) => a.map((value, index) => value - b[index])
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index], 0)
const norm = (a: Float32Array) => Math.sqrt(dot(a, a))

test('a scale of 1 is the prediction with the prompt', () => {
  expect(relativeError(guide({ ...RUN, guidance: { scale: 1 } }), CONDITIONAL)).toBeLessThan(1e-6)
})

test('without APG a scale of 0 is the prediction without the prompt', () => {
  expect(relativeError(guide({ ...RUN, guidance: { scale: 0, apg: 0 } }), UNCONDITIONAL)).toBeLessThan(1e-6)
})

test('without APG the velocity moves along the line between the two predictions', () => {
  const expected = CONDITIONAL.map((value, index) => value + 2 * (value - UNCONDITIONAL[index]))
  expect(relativeError(guide({ ...RUN, guidance: { scale: 3, apg: 0 } }), expected)).toBeLessThan(1e-6)
})

test('two equal predictions are not changed by any guidance', () => {
  const guidance = { scale: 9, apg: 0.5, normThreshold: 3, rescale: 0.5 }
  const velocity = guide({ ...RUN, unconditional: CONDITIONAL, guidance })
  expect(relativeError(velocity, CONDITIONAL)).toBeLessThan(1e-6)
})

test('full APG pushes at right angles to the clean latents, and only there', () => {
  const pushed = minus(clean(guide({ ...RUN, guidance: { scale: 2, apg: 1 } })), clean(CONDITIONAL))
  const difference = minus(clean(CONDITIONAL), clean(UNCONDITIONAL))
  expect(Math.abs(dot(pushed, clean(CONDITIONAL)))).toBeLessThan(1e-5 * norm(pushed) * norm(clean(CONDITIONAL)))
  // What was taken away lies along the clean latents.
  const taken = minus(difference, pushed)
  expect(Math.abs(dot(taken, clean(CONDITIONAL)))).toBeCloseTo(norm(taken) * norm(clean(CONDITIONAL)), 3)
})

test('APG of one half is half way between none and all of it', () => {
  const [none, half, all] = [0, 0.5, 1].map((apg) => guide({ ...RUN, guidance: { scale: 4, apg } }))
  expect(
    relativeError(
      half,
      none.map((value, index) => (value + all[index]) / 2),
    ),
  ).toBeLessThan(1e-6)
})

test('a threshold shortens the difference to its own length, and leaves a shorter one alone', () => {
  const difference = norm(minus(clean(CONDITIONAL), clean(UNCONDITIONAL)))
  const push = (normThreshold: number) =>
    norm(minus(clean(guide({ ...RUN, guidance: { scale: 2, apg: 0, normThreshold } })), clean(CONDITIONAL)))
  expect(push(difference / 4)).toBeCloseTo(difference / 4, 5)
  expect(push(difference * 4)).toBeCloseTo(difference, 5)
})

test('a full rescale gives each frame the deviation that it has without guidance', () => {
  const velocity = guide({ ...RUN, guidance: { scale: 7, apg: 0, rescale: 1 } })
  for (let frame = 0; frame < FRAMES; frame += 1)
    expect(deviation(velocity, frame)).toBeCloseTo(deviation(CONDITIONAL, frame), 5)
  const plain = guide({ ...RUN, guidance: { scale: 7, apg: 0 } })
  expect(deviation(plain, 0)).toBeGreaterThan(2 * deviation(CONDITIONAL, 0))
})

test('padding has no say in the norms, and is pushed only by what APG does not project', () => {
  const louder = UNCONDITIONAL.map((value, index) => (index % FRAMES === FRAMES - 1 ? value * 50 : value))
  const guidance = { scale: 3, apg: 0.25, normThreshold: 4 }
  const plain = guide({ ...RUN, guidance, validFrames: FRAMES - 1 })
  const loud = guide({ ...RUN, unconditional: louder, guidance, validFrames: FRAMES - 1 })
  const valid = (values: Float32Array) => values.filter((_, index) => index % FRAMES < FRAMES - 1)
  expect(valid(loud)).toEqual(valid(plain))
  const onlyProjected = guide({ ...RUN, guidance: { scale: 3, apg: 1 }, validFrames: FRAMES - 1 })
  expect(onlyProjected[FRAMES - 1]).toBeCloseTo(CONDITIONAL[FRAMES - 1], 6)
})

test('clean latents of nothing do not divide by zero', () => {
  const velocity = guide({ ...RUN, latents: CONDITIONAL.map((value) => value * T), guidance: { scale: 3, apg: 1 } })
  expect(velocity.every(Number.isFinite)).toBe(true)
})

test('guidance is active only off scale 1 and inside its interval', () => {
  expect(guidanceActive(undefined, 0.5)).toBe(false)
  expect(guidanceActive({ scale: 1 }, 0.5)).toBe(false)
  expect(guidanceActive({ scale: 0.5 }, 0.5)).toBe(true)
  expect(guidanceActive({ scale: 3 }, 1)).toBe(true)
  const limited = { scale: 3, interval: [0.2, 0.8] as const }
  expect([0.1, 0.2, 0.8, 0.9].map((t) => guidanceActive(limited, t))).toEqual([false, true, true, false])
})

function deviation(values: Float32Array, frame: number): number {
  const column = [...values].filter((_, index) => index % FRAMES === frame)
  const mean = column.reduce((sum, value) => sum + value, 0) / CHANNELS
  return Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (CHANNELS - 1))
}
