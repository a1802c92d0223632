import fc from 'fast-check'
import type { OpenApiDocument, Schema } from '../document-types.ts'

/** Texts that have broken servers before. */
const NASTY_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\u202etxt.exe',
  '../../../../etc/passwd',
  "'; drop table predictions; --",
  '{{7*7}}',
  '%00%2e%2e%2f',
  '<script>alert(1)</script>',
  'e\u0301'.repeat(50),
  '𝄞'.repeat(300),
  'a'.repeat(20_000),
  'null',
  'NaN',
  '-1',
  '1e999',
  '0x10',
  '9007199254740993',
  '__proto__',
  'constructor',
  'data:audio/wav;base64,AAAA',
  'http://127.0.0.1:1/a.wav',
  'file:///etc/passwd',
  '2026-02-30T25:61:61Z',
  '275760-09-13T00:00:00.001Z',
  '-271821-04-20T00:00:00Z',
  '99999999999999999999',
]

const NASTY_NUMBERS = [
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  1e21,
  1e308,
  5e-324,
  Number.MAX_SAFE_INTEGER,
]

/** Any JSON, with a taste for what hurts. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...NASTY_TEXTS, ...NASTY_NUMBERS, true, false, null, [], {}) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constant(nested(200)) },
  { weight: 1, arbitrary: fc.constant(JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": 1}}')) },
)

export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY_TEXTS),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)]
}

/** Values that mean something to the server under test, by the name of the field or parameter that takes them. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>

/** What values are made from. */
export interface Sources {
  readonly document: OpenApiDocument
  readonly known: KnownValues
}

/** Makes values that a schema of the document allows, the ends of its ranges above all. */
export function valuesOf(sources: Sources, schema: Schema): fc.Arbitrary<unknown> {
  const { document } = sources
  const one = resolve(document, schema)
  if (one.const !== undefined) return fc.constant(one.const)
  if (Array.isArray(one.enum)) return fc.constantFrom<unknown>(...one.enum)
  if (Array.isArray(one.anyOf)) return fc.oneof(...one.anyOf.map((part) => valuesOf(sources, part)))
  switch (one.type) {
    case 'string':
      return textOf(one)
    case 'integer':
      return numberOf(one, (min, max) => fc.integer({ min, max }))
    case 'number':
      return numberOf(one, (min, max) => fc.double({ min, max, noNaN: true }))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valuesOf(sources, asSchema(one.items)), {
        minLength: numberOr(one.minItems, 0),
        maxLength: Math.min(5, numberOr(one.maxItems, 5)),
      })
    case 'object':
      return objectOf(sources, one)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function textOf({ maxLength, minLength, pattern }: Schema): fc.Arbitrary<string> {
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern))
  const longest = Math.min(200, numberOr(maxLength, 200))
  const shortest = Math.min(longest, Math.max(1, numberOr(minLength, 1)))
  return fc.string({ unit: 'grapheme', minLength: shortest, maxLength: longest })
}

function numberOf(
  { minimum, maximum }: Schema,
  between: (min: number, max: number) => fc.Arbitrary<number>,
): fc.Arbitrary<number> {
  const min = numberOr(minimum, -1_000_000)
  const max = numberOr(maximum, 1_000_000_000)
  return fc.oneof(fc.constantFrom(min, max), between(min, max))
}

function objectOf(sources: Sources, schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const properties = Object.entries(asSchema(schema.properties)).map(([name, part]) => [
    name,
    fieldOf(sources, name, asSchema(part)),
  ])
  const required = Array.isArray(schema.required) ? schema.required.map(String) : []
  if (properties.length === 0) return fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 1 }))
  return fc.record(Object.fromEntries(properties), { requiredKeys: required })
}

/** A text that no schema can describe, an id or an address, is seldom a good one by chance. */
export function fieldOf(sources: Sources, name: string, schema: Schema): fc.Arbitrary<unknown> {
  const known = Object.hasOwn(sources.known, name) ? sources.known[name] : undefined
  const made = valuesOf(sources, schema)
  if (!known) return made
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: made })
}

/** The schema itself, or the component that it names. */
export function resolve(document: OpenApiDocument, schema: Schema): Schema {
  const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema.$ref ?? ''))?.[1]
  return name === undefined ? schema : (document.components.schemas[name] ?? {})
}

export function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? (value as Schema) : {}
}

function numberOr(value: unknown, other: number): number {
  return typeof value === 'number' ? value : other
}
