import { expect, test } from 'vitest'
import { wavFile } from './wav.ts'

test('two channels come out interleaved, with a header that tells their rate and length', () => {
  const half = (): number => 0.5
  const file = wavFile(
    { sampleRateHz: 44_100, channels: [new Float32Array([0, 1, 2]), new Float32Array([-1, -3, 0.5])] },
    half,
  )
  const view = new DataView(file.buffer)
  const text = (from: number, to: number): string => String.fromCharCode(...file.slice(from, to))
  expect([text(0, 4), text(8, 16), text(36, 40)]).toEqual(['RIFF', 'WAVEfmt ', 'data'])
  expect(view.getUint32(4, true)).toBe(file.length - 8)
  expect([view.getUint16(22, true), view.getUint32(24, true), view.getUint16(34, true)]).toEqual([2, 44_100, 16])
  const samples = Array.from({ length: 6 }, (_, index) => view.getInt16(44 + 2 * index, true))
  expect(samples).toEqual([0, -32_767, 32_767, -32_768, 32_767, 16_384])
})

test('dither moves a sample by one step at most', () => {
  const quiet = wavFile({ sampleRateHz: 8000, channels: [new Float32Array(1000)] })
  const samples = new Int16Array(quiet.buffer, 44)
  expect(Math.max(...samples.map(Math.abs))).toBe(1)
})
