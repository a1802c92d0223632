import { expect, test } from 'vitest'
import { type FormRequest, planForm } from './form.ts'
import { evenGrid, secondsAt } from './grid.ts'
import { A_MINOR } from './layers.test.fixture.ts'

const LAYERS = [
  { name: 'drums', level: 0.7 },
  { name: 'bass', level: 0.6 },
  { name: 'keys', level: 0.5 },
  { name: 'pad', level: 0.3 },
] as const

function formOf(durationSeconds: number, options: Partial<FormRequest> = {}) {
  const grid = evenGrid({ tempoBpm: 120, durationSeconds, swing: 0, key: A_MINOR, mode: 0, seed: 1 })
  return { grid, form: planForm({ grid, durationSeconds, seed: 1, layers: LAYERS, energy: 0, ...options }) }
}

test('in a short piece everything plays from the first bar', () => {
  const { form } = formOf(10)
  for (const { name } of LAYERS) expect(form.entry(name)).toBe(0)
})

test('in a longer piece the loudest layers begin, the others enter after two bars, the last after four', () => {
  const { form } = formOf(60)
  expect(LAYERS.map(({ name }) => form.entry(name))).toEqual([0, 0, 2, 4])
  expect(form.plays('pad', 3)).toBe(false)
  expect(form.plays('pad', 4)).toBe(true)
})

test('small fills end four bars, big ones eight, and one leads into the ending', () => {
  const { form } = formOf(61)
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((bar) => form.fill(bar))).toEqual([
    ...['none', 'none', 'none', 'small'],
    ...['none', 'none', 'none', 'big'],
  ])
  expect(form.fill(form.ending / 4 - 1)).toBe('big')
})

test('the ending is the last bar line that leaves a quarter of a bar and 0.6 s to ring', () => {
  for (const seconds of [20, 30.4, 30.7, 47.1, 60]) {
    const { form, grid } = formOf(seconds)
    const rings = seconds - secondsAt(grid, form.ending)
    expect(form.ending % 4).toBe(0)
    expect(rings).toBeGreaterThanOrEqual(0.6)
    expect(rings).toBeLessThan(0.6 + 2)
  }
  expect(formOf(4).form.ending).toBe(Number.POSITIVE_INFINITY)
})

test('somewhere in a long piece a layer rests for the bar before a new eight, decided by the seed', () => {
  const restsOf = (seed: number) => {
    const { form } = formOf(120, { seed })
    return [7, 15, 23, 31, 39, 47].filter((bar) => LAYERS.some(({ name }) => !form.plays(name, bar)))
  }
  const all = Array.from({ length: 12 }, (_, seed) => restsOf(seed).join())
  expect(new Set(all).size).toBeGreaterThan(3)
  expect(restsOf(5)).toEqual(restsOf(5))
})

test('lively music builds to its last third; calm music swells more than once; both stay within 0 … 1', () => {
  const lively = formOf(64, { energy: 0.6 }).form
  expect(lively.energy(100)).toBeGreaterThan(lively.energy(0) + 0.3)
  const calm = formOf(64, { energy: -0.8 }).form
  const curve = Array.from({ length: 128 }, (_, beat) => calm.energy(beat))
  const turns = curve.filter((value, i) => i > 0 && i < 127 && value > curve[i - 1] && value >= curve[i + 1]).length
  expect(turns).toBeGreaterThan(1)
  for (const value of curve) expect(value).toBeGreaterThan(0)
  for (const value of curve) expect(value).toBeLessThanOrEqual(1)
})
