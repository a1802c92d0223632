import type { OpenApiDocument, Schema } from '../openapi/document-types.ts'
import { type Html, html, inline } from './html.ts'

const COMPONENT = /^#\/components\/schemas\/(.+)$/

// The deepest schema of ours has five levels; what lies beyond is in the JSON document.
const MAX_DEPTH = 6

/** What a field is, in a few words: `integer 1 … 100`, `text, at most 200 characters`, `list of Model`. */
export function typeOf(schema: Schema): string {
  const name = componentOf(schema)
  if (name !== undefined) return name
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((one) => typeOf(asSchema(one))).join(' or ')
  switch (schema.type) {
    case 'string':
      return schema.maxLength === undefined ? 'string' : `string, at most ${schema.maxLength} characters`
    case 'number':
    case 'integer':
      return `${schema.type}${rangeOf(schema)}`
    case 'array':
      return `list of ${typeOf(asSchema(schema.items))}${schema.maxItems === undefined ? '' : `, at most ${schema.maxItems}`}`
    default:
      return typeof schema.type === 'string' ? schema.type : 'anything'
  }
}

function rangeOf({ minimum, maximum }: Schema): string {
  if (minimum === undefined && maximum === undefined) return ''
  if (maximum === undefined) return `, at least ${minimum}`
  return minimum === undefined ? `, at most ${maximum}` : `, ${minimum} to ${maximum}`
}

/** The fields of an object, those of the objects in it under their own; nothing for what has no fields. */
export function fieldsOf(document: OpenApiDocument, schema: Schema, depth = 0): Html | undefined {
  const fields = Object.entries(asSchema(resolved(document, schema).properties))
  if (fields.length === 0 || depth > MAX_DEPTH) return undefined
  const required = resolved(document, schema).required
  const isRequired = (name: string) => Array.isArray(required) && required.includes(name)
  return html`<dl>${fields.map(([name, field]) => fieldOf(document, name, asSchema(field), isRequired(name), depth))}</dl>`
}

function fieldOf(document: OpenApiDocument, name: string, field: Schema, required: boolean, depth: number): Html {
  const inner = isObject(field) ? field : asSchema(field.items)
  // A component has a place of its own, and is only named here.
  const below = componentOf(inner) === undefined ? fieldsOf(document, inner, depth + 1) : undefined
  return describeField({ name, type: typeOf(field), link: componentOf(inner), required, schema: field }, below)
}

interface FieldFacts {
  readonly name: string
  readonly type: string
  /** The component whose name is part of `type`. */
  readonly link?: string | undefined
  readonly required: boolean
  readonly schema: Schema
}

/** One field or parameter: name, type, whether it must be there, what it is when left out, what it means. */
export function describeField({ name, type, link, required, schema }: FieldFacts, below?: Html): Html {
  const shown = link === undefined ? html`${type}` : linked(type, link)
  const fallback =
    schema.default === undefined ? undefined : html` <span>default ${JSON.stringify(schema.default)}</span>`
  const needed = required ? html` <b>required</b>` : undefined
  const description = typeof schema.description === 'string' ? html`<p>${inline(schema.description)}</p>` : undefined
  return html`<dt><code>${name}</code> <i>${shown}</i>${needed}${fallback}</dt><dd>${description}${below}</dd>`
}

function linked(type: string, component: string): Html {
  const [before = '', after = ''] = type.split(component)
  return html`${before}<a href="#schema-${component}">${component}</a>${after}`
}

/** The name of the component that a schema refers to. */
export function componentOf(schema: Schema): string | undefined {
  return COMPONENT.exec(String(schema.$ref ?? ''))?.[1]
}

export function resolved(document: OpenApiDocument, schema: Schema): Schema {
  const name = componentOf(schema)
  return name === undefined ? schema : (document.components.schemas[name] ?? {})
}

export function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? (value as Schema) : {}
}

function isObject(schema: Schema): boolean {
  return schema.type === 'object' || componentOf(schema) !== undefined
}
