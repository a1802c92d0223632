import { expect, test } from 'vitest'
import type { Checkpoint } from '../../catalogue/catalogue.ts'
import { commandsIn, shelfOf } from './shelf.ts'

const checkpoint = (name: string, state: Checkpoint['state']): Checkpoint => ({
  name,
  state,
  in_use: false,
  size_bytes: 1,
  longest_seconds: 120,
  description: '',
  licence: '',
  pull: `retimbre pull ${name}`,
})

const names = (checkpoints: readonly Checkpoint[]) => checkpoints.map(({ name }) => name)

test('on a fresh machine the first distilled checkpoint is the one to begin with, and base ones stand apart', () => {
  const shelf = shelfOf([
    checkpoint('small-music-base', 'installable'),
    checkpoint('small-music', 'installable'),
    checkpoint('medium', 'installable'),
  ])
  expect(shelf.first).toBe('small-music')
  expect(names(shelf.installable)).toEqual(['small-music', 'medium'])
  expect(names(shelf.base)).toEqual(['small-music-base'])
})

test('what was begun stands first, and nobody is told where to begin any more', () => {
  const shelf = shelfOf([
    checkpoint('small-music', 'installed'),
    checkpoint('medium', 'incomplete'),
    checkpoint('small-sfx', 'installable'),
  ])
  expect(names(shelf.here)).toEqual(['medium', 'small-music'])
  expect(shelf.first).toBeUndefined()
})

test('the commands are taken out of the sentence that names them', () => {
  const sentence = 'run "retimbre pull medium" (clips of up to 380 s), or "retimbre pull small-music" (up to 120 s).'
  expect(commandsIn(sentence)).toEqual(['npx retimbre pull medium', 'npx retimbre pull small-music'])
  expect(commandsIn('ask whoever runs it')).toEqual([])
})
