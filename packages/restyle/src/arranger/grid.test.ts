import { expect, test } from 'vitest'
import type { Chord } from '../analysis/facts.ts'
import { barsBefore, chordAt, evenGrid, followSource, secondsAt, swungFraction } from './grid.ts'
import { A_MINOR } from './layers.test.fixture.ts'

const chord = (root: number, confidence = 0.5): Chord => ({ root, minor: false, confidence })
const pulse = (count: number, first: number, period: number) =>
  Array.from({ length: count }, (_, i) => ({ seconds: first + i * period, chord: chord(0), sourceBeat: i }))

test('a grid that follows the source has every beat of the source, starts on a bar line at or before 0 and runs past the end', () => {
  const grid = followSource({ beats: pulse(12, 0.8, 0.5), downbeat: 2, durationSeconds: 9, swing: 0 })
  expect(grid.beatsSeconds[0]).toBeLessThanOrEqual(0.001)
  for (let i = 0; i < 12; i++) expect(grid.beatsSeconds).toContain(0.8 + i * 0.5)
  const downbeat = grid.beatsSeconds.indexOf(0.8 + 2 * 0.5)
  expect(downbeat % 4).toBe(0)
  expect(grid.beatsSeconds.at(-1)).toBeGreaterThanOrEqual(9.5)
  expect(grid.tempoBpm).toBeCloseTo(120)
})

test('a grid knows which beat of the source lies on each of its beats', () => {
  const grid = followSource({ beats: pulse(8, 0, 0.5), downbeat: 0, durationSeconds: 6, swing: 0 })
  expect(grid.sourceBeats.slice(0, 9)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, -1])
})

test('a hole of three beats in the source is filled with even beats and does not move the bar lines', () => {
  const beats = pulse(16, 0, 0.5).filter((_, i) => i < 5 || i > 7)
  const grid = followSource({
    beats,
    downbeat: beats.findIndex((beat) => beat.sourceBeat === 8),
    durationSeconds: 8,
    swing: 0,
  })
  expect(grid.beatsSeconds.slice(0, 16)).toEqual(pulse(16, 0, 0.5).map((beat) => expect.closeTo(beat.seconds)))
})

test('swing leaves the beats where they are and moves what lies between them, to the triplet at 0.7', () => {
  expect(swungFraction(0, 0.7)).toBe(0)
  expect(swungFraction(0.5, 0)).toBe(0.5)
  expect(swungFraction(0.5, 0.7)).toBeCloseTo(2 / 3, 2)
  const grid = evenGrid({ tempoBpm: 60, durationSeconds: 8, swing: 0.5, key: A_MINOR, mode: 0, seed: 1 })
  expect(secondsAt(grid, 3)).toBeCloseTo(3)
  expect(secondsAt(grid, 3.5)).toBeCloseTo(3.62)
  expect(secondsAt(grid, 3.75)).toBeGreaterThan(3.75)
})

test('positions before and after the beats go on at the pace of the edge', () => {
  const grid = evenGrid({ tempoBpm: 120, durationSeconds: 4, swing: 0, key: A_MINOR, mode: 0, seed: 1 })
  expect(secondsAt(grid, -2)).toBeCloseTo(-1)
  expect(secondsAt(grid, 40)).toBeCloseTo(20)
  expect(barsBefore(grid, 4)).toBe(2)
})

test('one flickering beat does not change the chord of its half bar', () => {
  const beats = pulse(8, 0, 0.5).map((beat, i) => ({ ...beat, chord: i === 1 ? chord(6, 0.1) : chord(0, 0.6) }))
  const grid = followSource({ beats, downbeat: 0, durationSeconds: 4, swing: 0 })
  expect(chordAt(grid, 1).root).toBe(0)
})

test('a stock progression stays in the key, changes with the seed, and is slower in a dark mood', () => {
  const rootsOf = (seed: number, mode: number) =>
    evenGrid({ tempoBpm: 120, durationSeconds: 16, swing: 0, key: A_MINOR, mode, seed })
      .chords.filter((_, i) => i % 4 === 0 && i < 32)
      .map(({ root }) => root)
  const naturalMinor = [9, 11, 0, 2, 4, 5, 7]
  for (let seed = 0; seed < 20; seed++) expect(rootsOf(seed, 0).every((root) => naturalMinor.includes(root))).toBe(true)
  expect(new Set(Array.from({ length: 20 }, (_, seed) => rootsOf(seed, 0).join())).size).toBeGreaterThan(2)
  const dark = rootsOf(1, -0.8)
  for (let bar = 0; bar < 8; bar += 2) expect(dark[bar]).toBe(dark[bar + 1])
})
