import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { MODULES } from '../testing/golden.test.fixture.ts'
import { createNoise } from './noise.ts'

type Draws = Record<string, { n4096_first8: number[]; n50_last4: number[] }>
const DRAWS = MODULES.cases.torch_cpu_randn as Draws

test('the noise of the published example has the published SHA-256, bit for bit', () => {
  const noise = createNoise(14_534).normal(256 * 16)
  const digest = createHash('sha256').update(new Uint8Array(noise.buffer)).digest('hex')
  expect(digest).toBe('16e8accdac3b4dea6b40d6c35a66b9a96bd86e0150feb1a01c3653781a5eabad')
})

test.each(Object.keys(DRAWS))('seed %s draws what torch.randn draws, bit for bit', (seed) => {
  const { n4096_first8, n50_last4 } = DRAWS[seed]
  expect([...createNoise(Number(seed)).normal(4096).subarray(0, 8)]).toEqual(n4096_first8)
  expect([...createNoise(Number(seed)).normal(50).subarray(-4)]).toEqual(n50_last4)
})

test('one draw after another continues the stream', () => {
  const whole = createNoise(7).normal(96)
  const parts = createNoise(7)
  expect([...parts.normal(32), ...parts.normal(64)]).toEqual([...whole])
})

test('a length that is no multiple of 16 takes 16 more numbers from the stream', () => {
  const atOnce = createNoise(7)
  atOnce.normal(33) // 33 + 16 numbers
  const inParts = createNoise(7)
  inParts.normal(17) // 17 + 16
  inParts.normal(16)
  expect([...atOnce.normal(16)]).toEqual([...inParts.normal(16)])
})

test('the draws of a larger tensor begin with those of a smaller one', () => {
  expect([...createNoise(3).normal(160).subarray(0, 64)]).toEqual([...createNoise(3).normal(64)])
})

test('the draws are standard normal', () => {
  const noise = createNoise(0xffffffff).normal(1 << 17)
  const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length
  const variance = noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length
  expect(Math.abs(mean)).toBeLessThan(0.01)
  expect(Math.abs(variance - 1)).toBeLessThan(0.02)
})

test.each([-1, 0.5, 2 ** 32, Number.NaN])('the seed %s is refused with its limits', (seed) => {
  expect(() => createNoise(seed)).toThrow('from 0 to 4294967295')
})

test('fewer than 16 draws are refused, for PyTorch makes them by another rule', () => {
  expect(() => createNoise(1).normal(15)).toThrow('the least is 16')
})
