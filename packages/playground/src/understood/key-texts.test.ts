import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { groupTitle, keyTitle, layerTitle } from './key-texts.ts'
import { planControls } from './plan-controls.ts'

const document = JSON.parse(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8'))
const controls = planControls(document.components.schemas.AudioToAudioInput)

test('the published schema of the model has a control for every key of the plan', () => {
  expect(controls.length).toBeGreaterThan(80)
})

test('every key and every group of the plan has a Turkish name of its own', () => {
  const names = controls.map(({ key }) => keyTitle({ key, title: `${key}?` }, 'tr'))
  expect(names.filter((name) => name.endsWith('?'))).toEqual([])
  expect(new Set(names).size).toBe(names.length)
  for (const { group } of controls) {
    expect(groupTitle(group, 'tr')).not.toBe(group)
    expect(groupTitle(group, 'en')).not.toBe(group)
  }
})

test('an added part is called as the control that brings it in', () => {
  expect(layerTitle('strings', controls, 'en')).toBe('Strings')
  expect(layerTitle('strings', controls, 'tr')).toBe('Yaylılar')
  expect(layerTitle('theremin', controls, 'tr')).toBe('theremin')
})
