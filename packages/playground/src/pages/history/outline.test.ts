import { expect, test } from 'vitest'
import { outlinePath } from './outline.ts'

test('each slice is one line around the middle, as high as the louder channel', () => {
  const path = outlinePath([
    { min: [-127, 0], max: [20, 0] },
    { min: [0, 0], max: [64, 0] },
  ])
  expect(path).toBe('M0.5 0.00v2.00M1.5 0.98v0.04')
})

test('a clip without channels has no outline', () => {
  expect(outlinePath([])).toBe('')
})
