import { expect, test } from 'vitest'
import { createPromptEncoder } from './prompt-cache.ts'

function counted() {
  const encoded: number[][] = []
  const tokenizer = { encode: (text: string) => [...text].map((character) => character.charCodeAt(0)) }
  const encoder = {
    async encode(tokens: readonly number[]) {
      encoded.push([...tokens])
      return Float32Array.from(tokens)
    },
  }
  return { tokenizer, encoder, encoded }
}

test('a prompt is encoded once, and its rows are found again', async () => {
  const { encoded, ...parts } = counted()
  const prompts = createPromptEncoder(parts)
  expect([...(await prompts.encode('ab'))]).toEqual([97, 98])
  expect([...(await prompts.encode('ab'))]).toEqual([97, 98])
  expect(await prompts.encode('')).toHaveLength(0)
  expect(await prompts.encode('')).toHaveLength(0)
  expect(encoded).toEqual([[97, 98], []])
})

test('the prompt that was used longest ago goes first when there is no more room', async () => {
  const { encoded, ...parts } = counted()
  const prompts = createPromptEncoder({ ...parts, maxBytes: 16 })
  for (const prompt of ['aa', 'bb', 'aa', 'cc', 'aa', 'bb']) await prompts.encode(prompt)
  expect(encoded.map((tokens) => String.fromCharCode(...tokens))).toEqual(['aa', 'bb', 'cc', 'bb'])
})
