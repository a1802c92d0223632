import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StableAudioError } from '../errors.ts'
import { duplicateKey } from './duplicate-keys.ts'
import { parseSafetensorsHeader, type SafetensorsHeader } from './safetensors-header.ts'

const DATA_BYTES = 64

const parse = (json: string, byteLength = DATA_BYTES): SafetensorsHeader =>
  parseSafetensorsHeader(new TextEncoder().encode(json), { path: '/model.safetensors', byteOffset: 100, byteLength })

const header = (entries: Record<string, unknown>): string => JSON.stringify(entries)

const tensor = (shape: unknown, from: unknown, to: unknown, dtype: unknown = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
})

function damage(json: string): string {
  try {
    parse(json)
  } catch (error) {
    if (error instanceof StableAudioError && error.code === 'checkpoint_damaged') return error.message
    throw error
  }
  throw new Error('the header was taken')
}

test('a header says where every tensor lies, which are empty, and what is noted beside them', () => {
  const { tensors, others, metadata } = parse(
    header({
      __metadata__: { format: 'pt' },
      weight: tensor([2, 3], 0, 24),
      empty: tensor([1, 0, 1], 24, 24, 'BF16'),
      scalar: tensor([], 24, 26, 'F16'),
      steps: tensor([1], 32, 40, 'I64'),
    }),
  )
  const path = '/model.safetensors'
  expect([...tensors.values()]).toEqual([
    { name: 'weight', storage: 'f32', shape: [2, 3], path, byteOffset: 100, byteLength: 24 },
    { name: 'empty', storage: 'bf16', shape: [1, 0, 1], path, byteOffset: 124, byteLength: 0 },
    { name: 'scalar', storage: 'f16', shape: [], path, byteOffset: 124, byteLength: 2 },
  ])
  expect([...others.values()]).toEqual([{ name: 'steps', dtype: 'I64', shape: [1] }])
  expect([...metadata]).toEqual([['format', 'pt']])
})

test('a type that is not known yet is listed, wherever it lies in the file', () => {
  expect([...parse(header({ small: tensor([64], 0, 32, 'F4') })).others.keys()]).toEqual(['small'])
  expect(damage(header({ small: tensor([64], 0, 65, 'F4') }))).toContain('1 bytes past the end')
})

test.each([
  ['text', 'not JSON at all', 'its header is not JSON'],
  ['a list', '[]', 'not a JSON object'],
  ['null', 'null', 'not a JSON object'],
  ['a tensor that is a number', header({ a: 1 }), '"a" is not described by an object'],
  ['a tensor without a type', header({ a: { shape: [1], data_offsets: [0, 4] } }), '"a" has no dtype'],
  ['a negative dimension', header({ a: tensor([-1], 0, 4) }), 'not a list of whole numbers'],
  ['a fractional dimension', header({ a: tensor([1.5], 0, 6) }), 'not a list of whole numbers'],
  ['a dimension beyond whole numbers', header({ a: tensor([1e300], 0, 4) }), 'not a list of whole numbers'],
  ['dimensions whose product overflows', header({ a: tensor([2 ** 40, 2 ** 40], 0, 4) }), 'an impossible shape'],
  ['an overflow hidden by a zero', header({ a: tensor([2 ** 40, 2 ** 40, 0], 0, 0) }), 'an impossible shape'],
  ['far too many dimensions', header({ a: tensor(Array(1000).fill(1), 0, 4) }), 'has 1000 dimensions'],
  ['a dimension in words', header({ a: tensor(['4'], 0, 16) }), 'not a list of whole numbers'],
  ['no offsets', header({ a: { dtype: 'F32', shape: [1] } }), 'offsets that are not a range'],
  ['offsets backwards', header({ a: tensor([1], 8, 4) }), 'offsets that are not a range'],
  ['negative offsets', header({ a: tensor([1], -4, 0) }), 'offsets that are not a range'],
  ['one offset too many', header({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4, 8] } }), 'not a range'],
  ['too few bytes for the shape', header({ a: tensor([2], 0, 4) }), 'F32 [2], which is 8 bytes, and has 4'],
  ['data past the end', header({ a: tensor([2], 60, 68) }), 'ends 4 bytes past the end of the file'],
  ['overlapping data', header({ a: tensor([4], 0, 16), b: tensor([4], 12, 28) }), '"a" and "b" lie over each other'],
  ['a key twice', '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{}}', 'has the key "a" twice'],
  ['a field twice', '{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}', 'key "shape" twice'],
  ['a key twice, once escaped', '{"a":{},"\\u0061":{}}', 'has the key "a" twice'],
  ['a prototype', '{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', '"__proto__" has a reserved name'],
  ['a constructor', header({ constructor: tensor([1], 0, 4) }), '"constructor" has a reserved name'],
  ['metadata that is a list', '{"__metadata__":[]}', 'its metadata is not an object'],
  ['metadata that is not text', '{"__metadata__":{"steps":1}}', 'something else than text'],
])('a header with %s is called damaged, with what is wrong', (_, json, why) => {
  expect(damage(json)).toContain(why)
})

test('a header that is not UTF-8 is damaged', () => {
  const bytes = Uint8Array.of(0x7b, 0xff, 0x7d)
  expect(() => parseSafetensorsHeader(bytes, { path: '/x', byteOffset: 0, byteLength: 0 })).toThrow('not JSON')
})

test('a name is shown cut and without line breaks', () => {
  const message = damage(header({ [`a\n${'x'.repeat(10_000)}`]: 1 }))
  expect(message).not.toContain('\n')
  expect(message.length).toBeLessThan(400)
})

test('the fields of a tensor cannot be inherited', () => {
  expect(damage('{"a":{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}}')).toContain('"a" has no dtype')
})

test('whatever JSON a header holds, it is taken with every tensor inside the file or called damaged', () => {
  const size = fc.oneof(fc.integer({ min: -2, max: 20 }), fc.double(), fc.string(), fc.constant(null))
  const entry = fc.oneof(
    fc.record({
      dtype: fc.constantFrom('F32', 'F16', 'BF16', 'I64', 'F4', 7),
      shape: fc.oneof(fc.array(size, { maxLength: 3 }), size),
      data_offsets: fc.oneof(fc.tuple(size, size), size),
    }),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(fc.dictionary(fc.string(), entry), (entries) => {
      try {
        for (const { byteOffset, byteLength } of parse(header(entries)).tensors.values()) {
          expect(byteOffset).toBeGreaterThanOrEqual(100)
          expect(byteOffset + byteLength).toBeLessThanOrEqual(100 + DATA_BYTES)
        }
      } catch (error) {
        expect(error).toMatchObject({ code: 'checkpoint_damaged' })
      }
    }),
    { numRuns: 500 },
  )
})

test('tensors side by side are taken, and made to overlap by one byte they are not', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(lengths, fc.nat(), (counts, choice) => {
      const ends = counts.map((_, index) => counts.slice(0, index + 1).reduce((sum, count) => sum + count, 0))
      const ranges = counts.map((count, index) => ({ count, from: ends[index] - count, to: ends[index] }))
      const entries = (shift: number) =>
        header(
          Object.fromEntries(
            ranges.map(({ count, from, to }, index) => {
              const moved = index === 1 + (choice % (ranges.length - 1)) ? shift : 0
              return [`t${index}`, tensor([count], from - moved, to - moved, 'U8')]
            }),
          ),
        )
      expect(parse(entries(0)).others.size).toBe(counts.length)
      expect(damage(entries(1))).toContain('lie over each other')
    }),
  )
})

test('a key is found twice only within one object', () => {
  expect(duplicateKey('{"a":{"a":["a","a",{"a":1}]},"b":"\\"a\\":","c":{"a":1}}')).toBeUndefined()
  expect(duplicateKey('{"x":[1,{"a":"}","b":2,"a":3}]}')).toBe('a')
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(duplicateKey(JSON.stringify(value))).toBeUndefined()
    }),
  )
})
