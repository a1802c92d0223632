import { expect, test } from 'vitest'
import { diffusionShare, effectDepth, layerCover, layerEntry, settingEntry, sourceGainDb } from './depth.ts'

const LEVELS = Array.from({ length: 101 }, (_, i) => i / 100)

test('at strength 0 nothing of the plan is left', () => {
  expect([effectDepth(0), layerEntry(0), settingEntry(0), diffusionShare(0, 1)]).toEqual([0, 0, 0, 0])
  expect(sourceGainDb(0, 1)).toBeCloseTo(0)
})

test('the default strength applies the plan in full, and 1 goes slightly past it', () => {
  expect(effectDepth(0.9)).toBeCloseTo(1)
  expect(effectDepth(1)).toBeCloseTo(1.08)
})

test('explicit settings are complete at 0.3', () => {
  expect(settingEntry(0.3)).toBe(1)
  expect(settingEntry(0.29)).toBeLessThan(1)
})

test.each([
  ['depth', effectDepth],
  ['layers', layerEntry],
  ['diffusion', (level: number) => diffusionShare(level, 1)],
  ['loss of source level', (level: number) => -sourceGainDb(level, 0.7)],
])('more strength never means less %s', (_name, curve) => {
  for (let i = 1; i < LEVELS.length; i++) expect(curve(LEVELS[i])).toBeGreaterThanOrEqual(curve(LEVELS[i - 1]))
})

test('the source keeps its level when nothing is added, and loses over 8 dB at full strength under a wall of layers', () => {
  expect(layerCover(0)).toBe(0)
  expect(sourceGainDb(1, layerCover(0))).toBeCloseTo(0)
  expect(sourceGainDb(1, layerCover(4))).toBeLessThan(-8)
})
