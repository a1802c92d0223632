import { expect, test } from 'vitest'
import { asksForNoise } from './noise-words.ts'

test.each([
  ...['white noise', 'Heavy RAIN on a tin roof', 'tv static', 'rüzgâr ve yağmur', 'weißes Rauschen', 'de la pluie'],
  ...['snow on TV', 'a shower', 'frying bacon', 'jet engine', 'a hair dryer', 'VACUUM CLEANER', 'air conditioner hum'],
  ...[
    'ocean waves',
    'duş sesi',
    'deniz dalgaları',
    'elektrikli süpürge',
    'ALKIŞ',
    'yağmurun sesi',
    '大风',
    '风',
    '风声',
  ],
  ...['風の音', 'strong wind, then calm'],
  ...['белый шум', '激しい雨', '백색소음', '白噪音', 'ضوضاء بيضاء', 'tiếng ồn trắng'],
])('"%s" may ask for noise', (prompt) => {
  expect(asksForNoise(prompt)).toBe(true)
})

test.each([
  ...[
    'window shopping',
    'surface tension',
    'a raincoat song',
    '中国风',
    '爵士风格的钢琴',
    '手风琴',
    '和風',
    'ジャズ風のピアノ',
  ],
  ...['душевная песня', 'dalgın bir melodi', 'klimaks'],
  ...['a train in the brain', 'adventure', 'an event', 'ecstatic techno', 'warm lo-fi tape', ''],
])('"%s" does not', (prompt) => {
  expect(asksForNoise(prompt)).toBe(false)
})
