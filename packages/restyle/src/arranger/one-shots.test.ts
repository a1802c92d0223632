import { expect, test } from 'vitest'
import { OneShots } from './one-shots.ts'

const noise = (length: number) => (random: { signed: () => number }) =>
  Float32Array.from({ length }, () => random.signed())

test('a one-shot is rendered once while it is held', () => {
  const shots = new OneShots()
  const first = shots.get('a', noise(10))
  expect(shots.get('a', () => new Float32Array(10))).toBe(first)
})

test('a one-shot that was dropped comes back the same, its noise included', () => {
  const shots = new OneShots(25)
  const first = shots.get('a', noise(10)).slice()
  for (const key of ['b', 'c', 'd']) shots.get(key, noise(10))
  let renders = 0
  const again = shots.get('a', (random) => {
    renders++
    return noise(10)(random)
  })
  expect(renders).toBe(1)
  expect(again).toEqual(first)
})

test('what was used last is dropped last', () => {
  const shots = new OneShots(25)
  shots.get('a', noise(10))
  shots.get('b', noise(10))
  shots.get('a', noise(10))
  shots.get('c', noise(10))
  let renders = 0
  shots.get('a', (random) => {
    renders++
    return noise(10)(random)
  })
  expect(renders).toBe(0)
})

test('different keys have unrelated noise', () => {
  const shots = new OneShots()
  expect(shots.get('kick 1', noise(4))).not.toEqual(shots.get('kick 2', noise(4)))
})
