import { expect, test } from 'vitest'
import { clicks, noise, samples, sine } from '../analysis/synthetic.test.fixture.ts'
import { finish } from '../progress.ts'
import { Random } from '../random.ts'
import { separatePercussive } from './hpss.ts'
import { median9 } from './median9.ts'
import { add, rms, silence } from './stereo.ts'
import { toDb } from './units.ts'

test('the median of nine is the fifth of the sorted', () => {
  const random = new Random(1, 'median-test')
  for (let round = 0; round < 500; round++) {
    const [a, b, c, d, e, f, g, h, i] = Array.from({ length: 9 }, () =>
      Math.floor(random.range(0, round < 250 ? 12 : 2 ** 31)),
    )
    expect(median9(a, b, c, d, e, f, g, h, i)).toBe([a, b, c, d, e, f, g, h, i].sort((x, y) => x - y)[4])
  }
})

test('clicks over a steady chord are parted by 15 dB and more', () => {
  const chord = sine(440, 4, 0.2)
  add(chord, sine(660, 4, 0.2))
  const hits = clicks(4, 0.4)
  const mixture = silence(samples(4))
  add(mixture, chord)
  add(mixture, hits)
  const percussive = finish(separatePercussive(mixture))
  add(mixture, percussive, -1)
  add(percussive, hits, -1)
  add(mixture, chord, -1)
  const middle = (audio: typeof chord) => ({
    left: audio.left.subarray(8192, -8192),
    right: audio.right.subarray(8192, -8192),
  })
  expect(toDb(rms(middle(percussive)) / rms(middle(hits)))).toBeLessThan(-15)
  expect(toDb(rms(middle(mixture)) / rms(middle(chord)))).toBeLessThan(-15)
})

test('left and right keep their sides', () => {
  const audio = clicks(2, 0.4)
  audio.right.fill(0)
  const percussive = finish(separatePercussive(audio))
  expect(rms({ left: percussive.right, right: percussive.right })).toBeLessThan(1e-6)
  expect(rms(percussive)).toBeGreaterThan(0.9 * rms(audio))
})

test('the band form leaves everything outside the band', () => {
  const percussive = finish(separatePercussive(noise(2), { frameSize: 8192, bandHz: [150, 7000], separation: 0.8 }))
  expect(rms(percussive)).toBeGreaterThan(0.02)
  const outside = sine(12000, 2)
  expect(rms(finish(separatePercussive(outside, { frameSize: 8192, bandHz: [150, 7000] })))).toBeLessThan(1e-3)
})

test.each([0, 1, 100, 2205])('a clip of %i samples gives as many, all finite', (length) => {
  const percussive = finish(
    separatePercussive({ left: noise(1).left.slice(0, length), right: noise(1).right.slice(0, length) }),
  )
  expect(percussive.left.length).toBe(length)
  expect([...percussive.left, ...percussive.right].every(Number.isFinite)).toBe(true)
})

test('silence stays silent', () => {
  expect(rms(finish(separatePercussive(silence(samples(1)))))).toBe(0)
})

test('progress rises', () => {
  const fractions = [...separatePercussive(silence(samples(40)))]
  expect(fractions.length).toBeGreaterThanOrEqual(4)
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  expect(fractions[fractions.length - 1]).toBeLessThanOrEqual(1)
})
