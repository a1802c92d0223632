import { expect, test } from 'vitest'
import { asksForNoise } from './noise-words.ts'

test.each([
  ...['white noise', 'Heavy RAIN on a tin roof', 'tv static', 'rüzgâr ve yağmur', 'weißes Rauschen', 'de la pluie'],
  ...['белый шум', '激しい雨', '백색소음', '白噪音', 'ضوضاء بيضاء', 'tiếng ồn trắng'],
])('"%s" may ask for noise', (prompt) => {
  expect(asksForNoise(prompt)).toBe(true)
})

test.each(['a train in the brain', 'adventure', 'an event', 'ecstatic techno', 'warm lo-fi tape', ''])(
  '"%s" does not',
  (prompt) => {
    expect(asksForNoise(prompt)).toBe(false)
  },
)
