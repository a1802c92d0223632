import { Readable } from 'node:stream'
import { inflateSync } from 'node:zlib'
import { encode, SAMPLE_RATE_HZ } from '@retimbre/media'
import { expect, test } from 'vitest'
import { drawApart } from './drawing-process.ts'
import { PEAK_SLICES, type PeaksDrawing, SPECTROGRAM_SIZE } from './messages.ts'

/** A second of 1 kHz at half of full scale on the left, silence on the right. */
async function clip(): Promise<Readable> {
  const left = Float32Array.from(
    { length: SAMPLE_RATE_HZ },
    (_, index) => 0.5 * Math.sin((2 * Math.PI * 1_000 * index) / SAMPLE_RATE_HZ),
  )
  return Readable.from([await encode({ left, right: new Float32Array(SAMPLE_RATE_HZ) }, { format: 'wav' })])
}

test('a process of its own measures a clip and its channels', async () => {
  const drawing: PeaksDrawing = JSON.parse(Buffer.from(await drawApart('peaks', await clip())).toString())
  expect(drawing).toMatchObject({ durationSeconds: 1, sampleRateHz: SAMPLE_RATE_HZ })
  // A sine of 0 dB in one channel reads -3 LUFS, so this one reads 6 less.
  expect(drawing.loudnessLufs).toBeCloseTo(-9, 0)
  expect(drawing.truePeakDbtp).toBeCloseTo(-6, 1)
  expect(drawing.channels).toHaveLength(2)
  const [left, right] = drawing.channels
  expect([left.max.length, Math.max(...left.max), Math.min(...left.min)]).toEqual([PEAK_SLICES, 64, -64])
  expect([Math.max(...right.max), Math.min(...right.min)]).toEqual([0, 0])
})

test('and draws its spectrogram', async () => {
  const levels = inflateSync(await drawApart('spectrogram', await clip()))
  expect(levels.length).toBe(SPECTROGRAM_SIZE.width * SPECTROGRAM_SIZE.height)
  expect(levels.reduce((most, level) => Math.max(most, level))).toBeGreaterThan(200)
})

test('a file that is no sound is refused with a sentence', async () => {
  const refused = drawApart('peaks', Readable.from([Buffer.from('certainly no sound at all')]))
  await expect(refused).rejects.toMatchObject({
    code: 'undrawable',
    message: expect.stringContaining('cannot be drawn'),
  })
})

test('a process that takes too long is ended', async () => {
  await expect(drawApart('peaks', await clip(), 1)).rejects.toThrow('without an answer')
})
