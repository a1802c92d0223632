import { expect, test } from 'vitest'
import { copyOf, noise, sine } from './signals.test.fixture.ts'
import { wowFlutter } from './wow-flutter.ts'

/** Lag of `after` against `before` around a position, by cross-correlation. */
function lagAt(before: Float32Array, after: Float32Array, position: number): number {
  let best = 0
  let bestSum = Number.NEGATIVE_INFINITY
  for (let lag = -900; lag <= 900; lag++) {
    let sum = 0
    for (let i = position; i < position + 600; i++) sum += before[i] * after[i + lag]
    if (sum > bestSum) {
      bestSum = sum
      best = lag
    }
  }
  return best
}

test('time swings about zero: nothing arrives late on average', () => {
  const audio = noise(6 * 44_100)
  const before = copyOf(audio)
  wowFlutter(audio, { amount: 0.5, seed: 1 })
  // 60 places over 5 s: three whole cycles of the wow.
  const lags = Array.from({ length: 60 }, (_, k) => lagAt(before.left, audio.left, 2000 + 3675 * k))
  expect(Math.abs(lags.reduce((sum, lag) => sum + lag, 0) / lags.length)).toBeLessThan(30)
  expect(Math.max(...lags)).toBeGreaterThan(80)
  expect(Math.min(...lags)).toBeLessThan(-80)
})

test('the pitch of a tone wavers, more with more of it', () => {
  const waver = (amount: number) => {
    const audio = sine(1000, 4 * 44_100)
    wowFlutter(audio, { amount, seed: 2 })
    const crossings: number[] = []
    for (let i = 5000; i < 170_000; i++) {
      const [a, b] = [audio.left[i - 1], audio.left[i]]
      if (a < 0 && b >= 0) crossings.push(i - 1 + a / (a - b))
    }
    const periods = crossings.slice(50).map((crossing, k) => (crossing - crossings[k]) / 50)
    return Math.max(...periods) / Math.min(...periods) - 1
  }
  expect(waver(0.9)).toBeGreaterThan(0.02)
  expect(waver(0.2)).toBeLessThan(0.4 * waver(0.9))
})

test('the end of the clip is played, not cut', () => {
  const audio = sine(200, 44_100)
  wowFlutter(audio, { amount: 0.1, seed: 3 })
  expect(Math.max(...audio.left.subarray(43_500, 43_900).map(Math.abs))).toBeGreaterThan(0.25)
})
