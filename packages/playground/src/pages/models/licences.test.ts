import { expect, test } from 'vitest'
import { licencesIn, OWN_LICENCE } from './licences.ts'

test('both licences of a published checkpoint are found with their addresses', () => {
  const names = licencesIn('Stability AI Community License and Gemma Terms of Use (its text encoder)')
  expect(names.map(({ url }) => new URL(url).hostname)).toEqual(['stability.ai', 'ai.google.dev'])
})

test('a checkpoint of somebody else names none', () => {
  expect(licencesIn(OWN_LICENCE)).toEqual([])
})
