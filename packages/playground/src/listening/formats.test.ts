import { expect, test } from 'vitest'
import { FORMAT_NAMES, formatOf, isLossless, otherChoices } from './formats.ts'

test.each([
  ['http://h/files/outputs/a/0.mp3', 'mp3'],
  ['http://h/files/outputs/a/1.flac?x=0.wav#y.ogg', 'flac'],
  ['http://h/files/outputs/a/0.exe', undefined],
  ['http://h/', undefined],
])('%s was made as %s', (url, format) => {
  expect(formatOf(url)).toBe(format)
})

test('every format is offered but the one that it was made in', () => {
  for (const made of ['mp3', 'ogg', 'aac'] as const) {
    expect(otherChoices(made).map(({ format }) => format)).not.toContain(made)
    expect(new Set(otherChoices(made).map(({ format }) => format)).size).toBe(Object.keys(FORMAT_NAMES).length - 1)
  }
})

test('of a lossless result the other bit depths are offered too', () => {
  const depths = otherChoices('wav').filter(({ format }) => format === 'wav')
  expect(depths.map(({ bitDepth }) => bitDepth)).toEqual(['24', '32'])
  expect(otherChoices('flac').filter(({ format }) => format === 'flac')).toEqual([{ format: 'flac', bitDepth: '24' }])
  expect([isLossless('flac'), isLossless('opus')]).toEqual([true, false])
})
