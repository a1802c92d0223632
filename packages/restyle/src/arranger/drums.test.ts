import { expect, test } from 'vitest'
import type { Plan, Style } from '../prompt/plan-keys.ts'
import { arrange } from './arrangement.ts'
import { secondsAt } from './grid.ts'
import { GROOVES } from './grooves.ts'
import { KITS } from './kits/kits.ts'
import { layerOf, monoOf, onsetsOf, peakOf, planned, requestFor } from './layers.test.fixture.ts'

test('every groove on every kit renders finite sound', () => {
  for (const groove of Object.keys(GROOVES)) {
    for (const kit of Object.keys(KITS)) {
      const request = requestFor({ seconds: 1.5, tempoBpm: 160, plan: planned({ Ldrum: 1 }), style: { groove, kit } })
      const { audio } = layerOf(request, 'drums')
      expect(audio.left.every(Number.isFinite), `${groove} on ${kit}`).toBe(true)
      expect(peakOf(audio.left), `${groove} on ${kit}`).toBeGreaterThan(0.05)
    }
  }
})

/** A kit of clicks shows to the millisecond when its hits fall. */
const click = Float32Array.from({ length: 90 }, (_, i) => Math.sin((Math.PI * i) / 9) * (1 - i / 90))
const CLICKS = { kick: [click], snare: [click], closedHat: [click] }
const clickTimes = (plan: Partial<Plan>, style: Style) => {
  const request = requestFor({
    seconds: 6,
    tempoBpm: 90,
    plan: planned({ Ldrum: 1, ...plan }),
    style,
    sourceKit: CLICKS,
  })
  return { onsets: onsetsOf(monoOf(layerOf(request, 'drums').audio)), grid: request.grid }
}

test('without humanising, the drums sound on every step of the pattern, within 5 ms, and nowhere else', () => {
  const { onsets, grid } = clickTimes({}, { groove: 'chip' })
  const eighths = Array.from({ length: 18 }, (_, i) => secondsAt(grid, i / 2))
  expect(onsets.length).toBe(eighths.length)
  for (const [i, eighth] of eighths.entries()) expect(Math.abs(onsets[i] - eighth), `eighth ${i}`).toBeLessThan(0.005)
})

test('swing moves the off-beats of the drums as far as the grid says and leaves the beats', () => {
  const straight = clickTimes({}, { groove: 'chip' }).onsets
  const { onsets, grid } = clickTimes({ swing: 0.6 }, { groove: 'chip' })
  for (let beat = 0; beat < 8; beat++) {
    expect(Math.abs(onsets[2 * beat] - straight[2 * beat]), `beat ${beat}`).toBeLessThan(0.002)
    expect(Math.abs(onsets[2 * beat + 1] - secondsAt(grid, beat + 0.5)), `after beat ${beat}`).toBeLessThan(0.005)
    expect(onsets[2 * beat + 1] - straight[2 * beat + 1], `after beat ${beat}`).toBeGreaterThan(0.09)
  }
})

test('a player strays from the grid, a machine hardly does', () => {
  const strayOf = (kit: string) => {
    const style = { groove: 'chip', kit }
    const plan = planned({ Ldrum: 1 })
    const request = requestFor({ seconds: 8, tempoBpm: 90, plan, style, humanise: true, sourceKit: CLICKS })
    const onsets = onsetsOf(monoOf(layerOf(request, 'drums').audio))
    const step = 60 / 90 / 4
    return onsets.reduce((sum, onset) => sum + Math.abs(onset - step * Math.round(onset / step)), 0) / onsets.length
  }
  expect(strayOf('acoustic')).toBeGreaterThan(2 * strayOf('909'))
})

test('a late backbeat is 22 ms late, and the kick stays where it is', () => {
  const soundless = new Float32Array(90)
  const timesOf = (voice: 'kick' | 'snare', lag: number) => {
    const sourceKit = { kick: [soundless], snare: [soundless], closedHat: [soundless], [voice]: [click] }
    const plan = planned({ Ldrum: 1, lag })
    const request = requestFor({ seconds: 5, tempoBpm: 100, plan, style: { groove: 'synthwave' }, sourceKit })
    return onsetsOf(monoOf(layerOf(request, 'drums').audio))
  }
  expect(timesOf('snare', 0)).toHaveLength(4)
  for (const [i, late] of timesOf('snare', 1).entries()) expect(late - timesOf('snare', 0)[i]).toBeCloseTo(0.022, 2)
  expect(timesOf('kick', 1)).toEqual(timesOf('kick', 0))
})

test('half time halves the hits of a straight groove; a groove written in half time keeps its own', () => {
  const hits = (groove: string, half: number) => clickTimes({ half }, { groove }).onsets.length
  expect(hits('chip', 1)).toBe(hits('chip', 0) / 2)
  expect(hits('halftime', 1)).toBe(hits('halftime', 0))
})

test('a style of 140 BPM plays a clip of 70 in double time', () => {
  const style = { groove: 'trap', kit: '808', bpm: [130, 150] as const }
  expect(arrange(requestFor({ seconds: 4, tempoBpm: 70, style })).feel).toBe(2)
  expect(arrange(requestFor({ seconds: 4, tempoBpm: 140, style })).feel).toBe(1)
  expect(arrange(requestFor({ seconds: 4, tempoBpm: 120, style })).feel).toBe(1)
})
