import { expect, test } from 'vitest'
import { reverse } from './reversal.ts'
import { copyOf, isSame, noise } from './signals.test.fixture.ts'

const beatSeconds = [0, 0.25, 0.5, 0.75, 1]

test('above 0.9 the whole clip runs backwards', () => {
  const audio = noise(5000)
  const { left } = copyOf(audio)
  reverse(audio, { amount: 1, beatSeconds, seed: 1 })
  expect(audio.left).toEqual(left.reverse())
})

test('below it, drawn pairs of beats run backwards and the others forwards', () => {
  const audio = noise(60_000)
  const before = copyOf(audio)
  reverse(audio, { amount: 0.85, beatSeconds, seed: 1 })
  const like = (from: number, step: 1 | -1, start: number) => {
    let sum = 0
    for (let i = 0; i < 8000; i++) sum += audio.left[start + i] * before.left[from + step * i]
    return sum / 8000 / 0.03
  }
  const backwards = [0, 22_050].filter((start) => like(start + 22_049 - 6000, -1, start + 6000) > 0.7)
  expect(backwards.length).toBeGreaterThan(0)
  const rest = ({ left, right }: typeof audio) => ({ left: left.subarray(44_200), right: right.subarray(44_200) })
  expect(isSame(rest(audio), rest(before))).toBe(true)
})
