import { expect } from 'vitest'

const here = globalThis as typeof globalThis & { typedArraysAreCompared?: true }

// Setup runs anew for every test file of a process, and what was added stays.
if (!here.typedArraysAreCompared) {
  here.typedArraysAreCompared = true
  expect.addEqualityTesters([sameBytes])
}

/** Vitest compares sample by sample, which takes half a second for two of sound; what has the same bytes is equal. */
function sameBytes(a: unknown, b: unknown): true | undefined {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b) || a.constructor !== b.constructor) return undefined
  return bytesOf(a).equals(bytesOf(b)) ? true : undefined
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)
