import { expect, test } from 'vitest'
import { compiledPackage } from './testing/compiled-package.ts'
import { flipBits } from './testing/hostile-bytes.ts'
import { stereoChord } from './testing/tones.ts'

const { decode, encode } = await compiledPackage()

const SAMPLES = 10 * 44_100

test('an mp3 with broken packets still gives nearly all of its sound, and says that it was damaged', async () => {
  const mp3 = await encode(stereoChord(SAMPLES), { format: 'mp3', bitrateKbps: 128 })
  const { audio, damagedPackets } = await decode(flipBits(mp3, 60, 2_000))
  expect(audio.left.length).toBeGreaterThan(0.9 * SAMPLES)
  expect(damagedPackets).toBeGreaterThan(0)
})
