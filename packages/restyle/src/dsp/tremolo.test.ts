import { expect, test } from 'vitest'
import { noise, power, sine } from './signals.test.fixture.ts'
import { autoPan, rhythmicGate, tremolo } from './tremolo.ts'

test('a tremolo of 5 Hz is loudest at whole cycles and down by its depth between', () => {
  const audio = noise(44_100)
  tremolo(audio, { depth: 0.8, rateHz: 5 })
  const levelAt = (cycles: number) => Math.sqrt(power(audio.left, cycles * 8820 - 200, cycles * 8820 + 200))
  expect(levelAt(1.5) / levelAt(1)).toBeCloseTo(0.2, 1)
  expect(levelAt(2.5) / levelAt(3)).toBeCloseTo(0.2, 1)
})

test('auto-pan takes from the far side and never adds to the near one', () => {
  const audio = sine(500, 44_100)
  autoPan(audio, { depth: 1, rateHz: 1 })
  const before = power(sine(500, 44_100).left)
  const quarter = [10_000, 12_000] as const
  const threeQuarters = [32_000, 34_000] as const
  expect(power(audio.left, ...quarter)).toBeLessThan(0.1 * before)
  expect(power(audio.right, ...quarter)).toBeCloseTo(before, 3)
  expect(power(audio.right, ...threeQuarters)).toBeLessThan(0.1 * before)
  expect(power(audio.left, ...threeQuarters)).toBeCloseTo(before, 3)
})

test('the gate is open for half of every cycle and shut for the other', () => {
  const audio = noise(44_100)
  rhythmicGate(audio, { depth: 1, rateHz: 4 })
  const cycle = 11_025
  for (const k of [0, 1, 2, 3]) {
    expect(power(audio.left, k * cycle + 1000, k * cycle + 5000)).toBeGreaterThan(0.02)
    expect(power(audio.left, k * cycle + 6200, k * cycle + 10_900)).toBe(0)
  }
})
