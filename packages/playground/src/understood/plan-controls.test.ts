import { expect, test } from 'vitest'
import { grouped, isCalled, planControls } from './plan-controls.ts'

const wet = {
  type: 'number',
  title: 'Reverb',
  minimum: 0,
  maximum: 0.85,
  step: 0.01,
  'x-group': 'space',
  'x-unit': '0 … 1',
}
const plan = {
  type: 'object',
  properties: {
    tilt: { ...wet, title: 'Tilt', minimum: -4.5, maximum: 4, 'x-group': 'tone', 'x-unit': 'dB/octave' },
    wet,
    rt: { ...wet, title: 'Reverb time' },
  },
}

test("the controls are those of the schema of a model's inputs, or of its plan alone, in their order", () => {
  const controls = planControls(plan)
  expect(controls.map(({ key }) => key)).toEqual(['tilt', 'wet', 'rt'])
  expect(controls[1]).toEqual({
    ...{ key: 'wet', title: 'Reverb', group: 'space', unit: '0 … 1' },
    ...{ min: 0, max: 0.85, step: 0.01 },
  })
  expect(planControls({ properties: { prompt: { type: 'string' }, plan } })).toEqual(controls)
})

test('a model without a plan has no controls', () => {
  const duration = { type: 'number', title: 'Duration', minimum: 1, maximum: 120 }
  expect(planControls({ properties: { prompt: { type: 'string' }, duration } })).toEqual([])
  expect(planControls(undefined)).toEqual([])
})

test('groups come in the order of their first control', () => {
  const groups = grouped(planControls(plan)).map(({ name, controls }) => [name, controls.length])
  expect(groups).toEqual([
    ['tone', 1],
    ['space', 2],
  ])
})

test('a control is found by parts of its names, whatever the case and the marks', () => {
  expect(isCalled('', ['Reverb'])).toBe(true)
  expect(isCalled('VERB', ['Reverb süresi', 'Space'])).toBe(true)
  expect(isCalled('ruzgar', ['Rüzgâr'])).toBe(true)
  expect(isCalled('YAĞMUR', ['Yağmur'])).toBe(true)
  expect(isCalled('BAKIR', ['Bakır nefesliler'])).toBe(true)
  expect(isCalled('time space', ['Reverb time', 'Space'])).toBe(true)
  expect(isCalled('time tone', ['Reverb time', 'Space'])).toBe(false)
})
