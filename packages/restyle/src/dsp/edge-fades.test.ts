import { expect, test } from 'vitest'
import { edgeFadesFor, fadeEdges } from './edge-fades.ts'
import { silence } from './stereo.ts'

test('a clip begins and ends at zero and is untouched between its fades', () => {
  const audio = silence(44_100)
  audio.left.fill(1)
  audio.right.fill(1)
  fadeEdges(audio, edgeFadesFor(1))
  for (const samples of [audio.left, audio.right]) {
    expect(samples[0]).toBe(0)
    expect(samples[88]).toBeCloseTo(0.5, 1)
    expect(samples.slice(176, 44_100 - 1764).every((sample) => sample === 1)).toBe(true)
    expect(samples[44_100 - 882]).toBeCloseTo(0.5, 1)
    expect(samples[44_099]).toBe(0)
  }
})

test('the fade-out of a long clip is 0.6 s', () => {
  expect(edgeFadesFor(120).outSeconds).toBe(0.6)
  expect(edgeFadesFor(5).outSeconds).toBeCloseTo(0.2)
})
