import { expect, test } from 'vitest'
import { BARS, openingPicture } from './opening-picture.ts'

test('the picture begins as the source, ends as the result and stays within its frame', () => {
  expect(openingPicture).toHaveLength(BARS)
  expect(openingPicture[0]?.changed).toBeLessThan(0.01)
  expect(openingPicture.at(-1)?.changed).toBeGreaterThan(0.99)
  for (const { height } of openingPicture) {
    expect(height).toBeGreaterThan(0)
    expect(height).toBeLessThanOrEqual(1)
  }
})
