import { expect, test } from 'vitest'
import { type Biquad, magnitudeDb } from './biquad.ts'
import { cutSections, type ToneSettings, toneSections } from './tone.ts'

const neutral: ToneSettings = { tilt: 0, sub: 0, bass: 0, lomid: 0, mid: 0, pres: 0, brill: 0, air: 0 }
const response = (sections: readonly Biquad[], hz: number) =>
  sections.reduce((sum, section) => sum + magnitudeDb(section, hz), 0)

test('a neutral balance needs no sections at all', () => {
  expect(toneSections(neutral)).toEqual([])
  expect(cutSections(20, 20_000)).toEqual([])
})

test('a tilt is a straight line in decibels per octave through 0 dB at 1 kHz', () => {
  for (const tilt of [-4.5, -1.6, 0.8, 4])
    for (const hz of [125, 250, 500, 1000, 2000, 4000, 8000, 12_000])
      expect(Math.abs(response(toneSections({ ...neutral, tilt }), hz) - tilt * Math.log2(hz / 1000))).toBeLessThan(0.7)
})

test('every band moves its own region by its gain and leaves the far ones alone', () => {
  const centres = { sub: 25, bass: 95, lomid: 280, mid: 1000, pres: 3200, brill: 7000, air: 18_000 }
  for (const [name, centreHz] of Object.entries(centres)) {
    const sections = toneSections({ ...neutral, [name]: -6 })
    expect(response(sections, centreHz)).toBeCloseTo(-6, 0)
    for (const farHz of [centreHz / 16, centreHz * 16])
      if (farHz > 20 && farHz < 20_000) expect(Math.abs(response(sections, farHz))).toBeLessThan(0.6)
  }
})

test('cuts fall by 24 dB an octave and are 3 dB down at their corner', () => {
  const cuts = cutSections(300, 3400)
  expect(response(cuts, 300)).toBeCloseTo(-3, 0)
  expect(response(cuts, 3400)).toBeCloseTo(-3, 0)
  expect(response(cuts, 1000)).toBeGreaterThan(-0.2)
  expect(response(cuts, 75) - response(cuts, 37.5)).toBeCloseTo(24, 0)
  expect(response(cuts, 13_600)).toBeLessThan(-48)
})
