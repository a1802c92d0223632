import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { StableAudioError } from '../errors.ts'
import { loadTokenizer } from './tokenizer.ts'

const checkpoint = (size: string) => fileURLToPath(new URL(`../../fixtures/checkpoint-${size}/`, import.meta.url))
const tokenizerFolder = (size: string) => join(checkpoint(size), 't5gemma-b-b-ul2')
const vocabulary = (
  JSON.parse(readFileSync(join(tokenizerFolder('small'), 'tokenizer.json'), 'utf8')) as {
    model: { vocab: Record<string, number> }
  }
).model.vocab

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function changedFolder(change: (file: Record<string, unknown>) => unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'retimbre-tokenizer-'))
  folders.push(folder)
  cpSync(tokenizerFolder('small'), folder, { recursive: true })
  const path = join(folder, 'tokenizer.json')
  const changed = change(JSON.parse(readFileSync(path, 'utf8')))
  writeFileSync(path, typeof changed === 'string' ? changed : JSON.stringify(changed))
  return folder
}

for (const size of ['small', 'medium']) {
  test(`every prompt of the ${size} checkpoint's record has the ids of the reference`, () => {
    const { tokens } = JSON.parse(readFileSync(join(checkpoint(size), 'golden.json'), 'utf8')) as {
      tokens: Record<string, number[]>
    }
    expect(Object.keys(tokens).length).toBeGreaterThan(5)
    const tokenizer = loadTokenizer(tokenizerFolder(size))
    for (const [prompt, ids] of Object.entries(tokens)) expect(tokenizer.encode(prompt), prompt).toEqual(ids)
  })
}

test('a prompt is cut after 256 tokens, and nothing is put around a short one', () => {
  const tokenizer = loadTokenizer(tokenizerFolder('small'))
  expect(tokenizer.encode('')).toEqual([])
  expect(tokenizer.encode('q')).toHaveLength(1)
  const long = tokenizer.encode('q'.repeat(300))
  expect(long).toEqual(Array(256).fill(vocabulary['<0x71>']))
})

test('names of special tokens in a prompt are the characters that they are written with', () => {
  const tokenizer = loadTokenizer(
    changedFolder((file) => ({
      ...file,
      added_tokens: [
        ...(file.added_tokens as unknown[]),
        { id: 106, content: '<start_of_turn>', special: false, normalized: false },
        { id: 7, content: '<unused3>', special: false, normalized: false },
        { id: 14, content: '<0x0A>', special: false, normalized: false },
      ],
    })),
  )
  const byte = (character: string) =>
    vocabulary[character] ??
    vocabulary[`<0x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}>`] ??
    Number.NaN
  for (const name of ['<bos>', '<eos>', '<pad>', '<unk>', '<start_of_turn>', '<unused3>', '<0x0A>']) {
    const ids = tokenizer.encode(name)
    expect(ids.length, name).toBeGreaterThan(2)
    expect(ids[0], name).toBe(byte('<'))
    expect(ids.at(-1), name).toBe(byte('>'))
    expect(Math.min(...ids), name).toBeGreaterThan(3)
  }
})

test('pieces that the file adds and that are text stay whole', () => {
  const tokenizer = loadTokenizer(
    changedFolder((file) => ({
      ...file,
      added_tokens: [{ id: 500, content: '\n\n', special: false, normalized: false }],
    })),
  )
  expect(tokenizer.encode('q\n\nq')).toEqual([vocabulary['<0x71>'], 500, vocabulary['<0x71>']])
})

test('a file that is not there, cut off, or of another kind is an error that says so', () => {
  const invalid = expect.objectContaining({ code: 'tokenizer_invalid' })
  const attempt = (act: () => unknown): unknown => {
    try {
      return act()
    } catch (error) {
      expect(error).toBeInstanceOf(StableAudioError)
      return error
    }
  }
  expect(attempt(() => loadTokenizer(checkpoint('small')))).toEqual(invalid)
  for (const broken of [
    changedFolder((file) => JSON.stringify(file).slice(0, 5000)),
    changedFolder(() => ({ version: '1.0' })),
    changedFolder(() => 'null'),
    changedFolder((file) => ({ ...file, model: { type: 'BPE', vocab: {} } })),
  ]) {
    expect(attempt(() => loadTokenizer(broken).encode('hello'))).toEqual(invalid)
  }
})
