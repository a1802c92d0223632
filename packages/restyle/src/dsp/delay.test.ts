import { expect, test } from 'vitest'
import { addEchoes } from './delay.ts'
import { power } from './signals.test.fixture.ts'
import { silence } from './stereo.ts'

function echoes(feedback: number) {
  const send = silence(5 * 44_100)
  for (let i = 0; i < 500; i++) send.left[i] = send.right[i] = Math.sin((2 * Math.PI * 600 * i) / 44_100)
  const target = silence(5 * 44_100)
  addEchoes(target, send, { amount: 0.7, seconds: 0.25, feedback })
  return target
}

test('echoes come at whole delays and bounce between the sides', () => {
  const { left, right } = echoes(0.5)
  const delay = 11_025
  expect(power(left, 0, delay)).toBe(0)
  expect(power(left, delay, delay + 600)).toBeGreaterThan(0.01)
  expect(power(left, delay + 3000, 2 * delay)).toBeLessThan(1e-6)
  expect(power(right, delay, 2 * delay)).toBe(0)
  expect(power(right, 2 * delay, 2 * delay + 600)).toBeGreaterThan(0.001)
})

test('echoes die away, slower with more feedback, and end in exact silence', () => {
  const short = echoes(0.2)
  const long = echoes(0.75)
  expect(power(long.left, 44_100, 88_200)).toBeGreaterThan(10 * power(short.left, 44_100, 88_200))
  expect(power(long.left, 180_000, 220_500)).toBeLessThan(0.05 * power(long.left, 44_100, 88_200))
  const ended = echoes(0.1)
  expect(power(ended.left, 215_000, 220_500)).toBe(0)
})
