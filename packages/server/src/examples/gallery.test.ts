import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { decode, SAMPLE_RATE_HZ } from '@retimbre/media'
import { expect, test } from 'vitest'
import { readFields } from '../api/wavespeed/fields.ts'
import { findModel } from '../models/catalogue.ts'
import { isFileKey } from '../store/file-keys.ts'
import { exampleResultKey } from './example-files.ts'
import { EXAMPLE_FOLDER, EXAMPLES } from './gallery.ts'

// Every installation carries them.
const MAX_BYTES = 160_000

test('there are examples, each under an id of its own, and no file beside them that none is', async () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(6)
  expect(new Set(EXAMPLES.map(({ id }) => id)).size).toBe(EXAMPLES.length)
  const files = await readdir(EXAMPLE_FOLDER)
  expect(files.sort()).toEqual(['examples.json', ...EXAMPLES.map(({ file }) => file)].sort())
})

test.each(EXAMPLES)('the inputs of $id are ones that its model takes, all of them', ({ model: id, input, seed }) => {
  const model = findModel(id)
  if (!model) throw new Error(`no model ${id}`)
  const given = { audio: 'https://a.example/b.mp3', ...input, seed }
  const { known, unknown } = readFields(model.inputs, given)
  expect(unknown).toEqual({})
  expect(known).toMatchObject(given)
  expect(model.conflict?.(known)).toBeUndefined()
})

test.each(EXAMPLES)('the result of $id can be heard, and its name changes with its content', async (example) => {
  expect(isFileKey(exampleResultKey(example))).toBe(true)
  const bytes = await readFile(new URL(example.file, EXAMPLE_FOLDER))
  expect(bytes.byteLength).toBeLessThanOrEqual(MAX_BYTES)
  expect(example.file).toContain(createHash('sha256').update(bytes).digest('hex').slice(0, 8))
  const { audio } = await decode(bytes)
  expect(audio.left.length).toBe(Number(example.input.duration) * SAMPLE_RATE_HZ)
  expect(audio.left.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeGreaterThan(0.1)
})
