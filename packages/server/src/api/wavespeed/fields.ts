/**
 * Reads a JSON body by a schema, as leniently as real clients need and no further (API contract, 1.1): one sends
 * `prompt: 2024` as a number, another `duration: "30"` as text, and several send null or "" for what was left out.
 */

import type { TObject } from 'typebox'
import { ServerError } from '../../errors.ts'
import { fieldFault } from '../../input-faults.ts'
import { REASONS } from '../../reasons.ts'

export interface FieldsRead {
  /** Fields of the schema, of the type it asks for, defaults filled in; absent when not given and without a default. */
  readonly known: Readonly<Record<string, unknown>>
  /** Keys the schema does not have, as they came. */
  readonly unknown: Readonly<Record<string, unknown>>
}

/** The JSON Schema keywords that this reader obeys. */
interface FieldSchema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly default?: unknown
  /** Of a list: what each of its items is, and how many there may be. */
  readonly items?: FieldSchema
  readonly maxItems?: number
  /** Of an object; false there: a key that it does not have is refused, and not passed over. */
  readonly properties?: Readonly<Record<string, FieldSchema>>
  readonly additionalProperties?: unknown
  readonly required?: readonly string[]
}

/**
 * @param partial also accept a body that lacks required fields, as a price question may
 * @throws ServerError `invalid_body` when `body` is no object, `invalid_parameter` naming the first bad field
 */
export function readFields(schema: TObject, body: unknown, partial = false): FieldsRead {
  if (!isRecord(body)) throw new ServerError('invalid_body', { detail: REASONS.body_no_object })
  const known = readProperties('', partial ? { ...schema, required: [] } : schema, body)
  const unknown = Object.fromEntries(Object.entries(body).filter(([name]) => !Object.hasOwn(schema.properties, name)))
  return { known, unknown }
}

/** @param prefix of the names in error sentences, e.g. `regions[0].` */
function readProperties(
  prefix: string,
  { properties = {}, required = [] }: FieldSchema,
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const known: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(properties)) {
    const value = readField(prefix + name, field, Object.hasOwn(body, name) ? body[name] : undefined)
    if (value !== undefined) known[name] = value
    else if (field.default !== undefined) known[name] = field.default
    else if (required.includes(name)) throw invalid(fieldFault(prefix + name, 'required'))
  }
  return known
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An error about what the caller wrote. @param detail of the tables of input faults */
export function invalid(detail: string): ServerError {
  return new ServerError('invalid_parameter', { detail })
}

function readField(name: string, field: FieldSchema, raw: unknown): unknown {
  if (raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')) return undefined
  if (field.type === 'array') return readList(name, field, raw)
  if (field.properties !== undefined) return readObject(name, field, raw)
  const value = coerce(field, raw)
  if (value === undefined || !withinLimits(field, value)) throw invalid(requirement(name, field))
  return value
}

/** A list, or its JSON as text, which command lines send. An empty one counts as left out. */
function readList(name: string, field: FieldSchema, raw: unknown): readonly unknown[] | undefined {
  const list = typeof raw === 'string' ? parsed(raw) : raw
  if (!Array.isArray(list) || list.length > (field.maxItems ?? Infinity)) {
    throw invalid(requirement(name, field))
  }
  return list.length === 0
    ? undefined
    : list.map((item, index) => readItem(`${name}[${index}]`, field.items ?? {}, item))
}

/** An object with properties of its own, or its JSON as text. An empty one counts as left out. */
function readObject(name: string, field: FieldSchema, raw: unknown): Readonly<Record<string, unknown>> | undefined {
  const object = typeof raw === 'string' ? parsed(raw) : raw
  if (!isRecord(object)) throw invalid(requirement(name, field))
  if (field.additionalProperties === false) refuseForeignKeys(name, field, object)
  const known = readProperties(`${name}.`, field, object)
  return Object.keys(known).length === 0 ? undefined : known
}

// As much of a foreign key as is repeated to its sender: more than any of ours has.
const SHOWN_KEY_CHARACTERS = 40

function refuseForeignKeys(name: string, { properties = {} }: FieldSchema, object: object): void {
  const foreign = Object.keys(object).find((key) => !Object.hasOwn(properties, key))
  if (foreign === undefined) return
  const shown = storableText(foreign.slice(0, SHOWN_KEY_CHARACTERS))
  throw invalid(fieldFault(`${name}.${shown}`, 'unknown_key', { field: name }))
}

function readItem(name: string, field: FieldSchema, raw: unknown): unknown {
  if (field.properties !== undefined) {
    if (!isRecord(raw)) throw invalid(fieldFault(name, 'object'))
    return readProperties(`${name}.`, field, raw)
  }
  const value = readField(name, field, raw)
  if (value === undefined) throw invalid(fieldFault(name, 'required'))
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `undefined` when the value cannot stand for the type. */
function coerce(field: FieldSchema, raw: unknown): unknown {
  switch (field.type) {
    case 'string':
      return readText(raw)
    case 'number':
    case 'integer':
      return readNumber(raw)
    case 'boolean':
      return readSwitch(raw)
    case 'object':
      return isRecord(raw) ? raw : undefined
    default:
      return raw
  }
}

function readText(raw: unknown): string | undefined {
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw)
  return typeof raw === 'string' ? storableText(raw) : undefined
}

/**
 * A database text cannot hold NUL, and half a surrogate pair is no text. Both searches cost next to nothing in the plain
 * text of an inline clip, which may have 20 million characters.
 */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').replace(/[\ud800-\udfff]/gu, '\ufffd')
}

function readNumber(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined
  if (typeof raw !== 'string' || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(raw.trim())) return undefined
  const number = Number(raw)
  return Number.isFinite(number) ? number : undefined
}

function readSwitch(raw: unknown): boolean | undefined {
  if (raw === true || raw === 1 || raw === 'true' || raw === '1') return true
  if (raw === false || raw === 0 || raw === 'false' || raw === '0') return false
  return undefined
}

function withinLimits(field: FieldSchema, value: unknown): boolean {
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = field
    return value >= minimum && value <= maximum && (field.type !== 'integer' || Number.isInteger(value))
  }
  if (typeof value === 'string') {
    return field.enum ? field.enum.includes(value) : value.length <= (field.maxLength ?? Infinity)
  }
  return true
}

/** The sentence that says what a field takes. */
function requirement(name: string, field: FieldSchema): string {
  if (field.enum) return fieldFault(name, 'choice', { names: field.enum.join(' ') })
  switch (field.type) {
    case 'number':
    case 'integer':
      return rangeOf(name, field.type, field)
    case 'boolean':
      return fieldFault(name, 'switch')
    case 'object':
      return fieldFault(name, 'object')
    case 'array':
      return field.maxItems === undefined
        ? fieldFault(name, 'list')
        : fieldFault(name, 'list_at_most', { most: field.maxItems })
    default:
      return field.maxLength === undefined
        ? fieldFault(name, 'text')
        : fieldFault(name, 'text_at_most', { most: field.maxLength })
  }
}

function rangeOf(name: string, type: 'number' | 'integer', limits: FieldSchema): string {
  const minimum = limits.minimum === undefined ? undefined : grouped(limits.minimum)
  const maximum = limits.maximum === undefined ? undefined : grouped(limits.maximum)
  if (minimum !== undefined && maximum !== undefined) return fieldFault(name, `${type}_between`, { minimum, maximum })
  if (minimum !== undefined) return fieldFault(name, `${type}_at_least`, { minimum })
  return maximum === undefined ? fieldFault(name, type) : fieldFault(name, `${type}_at_most`, { maximum })
}

/** With commas: in plain digits the largest seed has `429` in it, which the table of errors says not to write. */
const grouped = (limit: number): string => limit.toLocaleString('en-US', { maximumFractionDigits: 20 })
