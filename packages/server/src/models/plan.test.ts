import { PLAN_KEYS } from '@retimbre/restyle'
import { expect, test } from 'vitest'
import { readFields } from '../api/wavespeed/fields.ts'
import { renderParameters } from '../api/wavespeed/render-parameters.ts'
import { audioToAudio } from './audio-to-audio.ts'

const GOOD = { audio: 'https://a.example/b.mp3', prompt: 'x' }
const read = (plan: unknown) => readFields(audioToAudio.inputs, { ...GOOD, plan }).known.plan

test('an editor can be drawn from the schema alone: every key has its name, group, unit and bounds', () => {
  const { properties, ...schema } = audioToAudio.inputs.properties.plan as unknown as {
    readonly properties: Readonly<Record<string, object>>
  }
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false, 'x-ui-component': 'plan' })
  expect(Object.keys(properties)).toEqual(Object.keys(PLAN_KEYS))
  expect(properties.rt).toEqual({
    ...{ type: 'number', title: 'Reverb time', minimum: -2.5, maximum: 3.6, step: 0.01 },
    ...{ 'x-group': 'space', 'x-unit': 'log2 of RT60 / 0.6 s' },
  })
})

test('a plan is partial: keys that are left out are not filled in, and one that is 0 stays', () => {
  expect(read({ wet: 0.4, tempo: '-0.5', drive: 0, air: null })).toEqual({ wet: 0.4, tempo: -0.5, drive: 0 })
  expect(read('{"wet": 0.4}')).toEqual({ wet: 0.4 })
})

test.each([[{}], [null], [''], [undefined], [{ wet: null }]])('%j counts as no plan', (plan) => {
  expect(read(plan)).toBeUndefined()
})

test.each([
  [{ wet: 0.9 }, 'field "plan.wet" must be a number between 0 and 0.85'],
  [{ tempo: 'fast' }, 'field "plan.tempo" must be a number between -1.4 and 1'],
  [{ reverb: 1 }, 'field "plan.reverb" is not known: "plan" takes the keys that the model\'s schema names'],
  [
    JSON.parse('{"__proto__": 1}'),
    'field "plan.__proto__" is not known: "plan" takes the keys that the model\'s schema names',
  ],
  [{ constructor: 1 }, 'field "plan.constructor" is not known: "plan" takes the keys that the model\'s schema names'],
  [[1], 'field "plan" must be an object'],
  ['loud', 'field "plan" must be an object'],
  [7, 'field "plan" must be an object'],
])('%j is refused: %s', (plan, message) => {
  expect(() => read(plan)).toThrow(message)
})

test('the plan reaches the engine with the mode, and nothing does when there is none', () => {
  const mode = (input: object) => renderParameters(audioToAudio, readFields(audioToAudio.inputs, input).known).mode
  expect(mode({ ...GOOD, plan: { wet: 0.4 } })).toMatchObject({ kind: 'audio-to-audio', plan: { wet: 0.4 } })
  expect(mode(GOOD)).not.toHaveProperty('plan')
})
