import { expect, test } from 'vitest'
import { filledTensor, MODULES } from './golden.test.fixture.ts'

test('the fill rule gives the first numbers that the reference notes for it', () => {
  const { example } = (MODULES as unknown as { fill: { example: { name: string; first8: number[] } } }).fill
  expect([...filledTensor(example.name, [8])]).toEqual(example.first8)
})
