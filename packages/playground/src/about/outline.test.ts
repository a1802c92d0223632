import { expect, test } from 'vitest'
import { outlinePath } from './outline.ts'

test('the outline runs along the highest peaks and back along the lowest', () => {
  const channels = [
    { min: [-127, 0], max: [0, 64] },
    { min: [0, -127], max: [127, 0] },
  ]
  expect(outlinePath({ channels })).toBe('M0 0.000L1 0.496L1 2.000L0 2.000Z')
  expect(outlinePath({ channels: [] })).toBe('')
})
