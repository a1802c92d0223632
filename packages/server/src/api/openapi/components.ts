import type { Schema } from './document-types.ts'

/** Collects the schemas that have a name, while the document is written. */
export interface Components {
  /** The schema as it stands in the document: whatever has an `$id` became a component, with a reference in its place. */
  use(schema: unknown): Schema
  /** By name, in the order of the alphabet. */
  all(): Readonly<Record<string, Schema>>
}

/** What TypeBox makes of a record with any key. */
const ANY_KEY = '^.*$'

/** @throws Error when two different schemas go by one name */
export function collectComponents(): Components {
  const components = new Map<string, Schema>()
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert)
    if (!isRecord(value)) return value
    const { $id: name, patternProperties, step, ...rest } = value
    const converted = withoutDefaulted(
      Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, convert(part)])),
    )
    if (isRecord(patternProperties)) Object.assign(converted, anyKey(convert(patternProperties)))
    // A hint for forms, under the name that they read in the catalogue, is no keyword of JSON Schema.
    if (typeof step === 'number') converted['x-step'] = step
    return typeof name === 'string' ? named(components, name, converted) : converted
  }
  return {
    use: (schema) => record(convert(schema)),
    all: () => Object.fromEntries([...components].sort(([one], [other]) => (one < other ? -1 : 1))),
  }
}

function named(components: Map<string, Schema>, name: string, schema: Schema): Schema {
  const known = components.get(name)
  if (known && JSON.stringify(known) !== JSON.stringify(schema)) throw new Error(`two schemas are called "${name}"`)
  components.set(name, schema)
  return { $ref: `#/components/schemas/${name}` }
}

/** The reader fills in defaults, so a field that has one may be left out (see `fields.ts`). */
function withoutDefaulted(schema: Record<string, unknown>): Record<string, unknown> {
  const { required, properties } = schema
  if (!Array.isArray(required) || !isRecord(properties)) return schema
  const needed = required.filter((name) => !hasDefault(properties[String(name)]))
  const { required: _, ...rest } = schema
  return needed.length > 0 ? { ...schema, required: needed } : rest
}

function hasDefault(schema: unknown): boolean {
  return isRecord(schema) && 'default' in schema
}

/** Tools read `additionalProperties` better than a pattern that matches every key. */
function anyKey(patterns: unknown): Schema {
  const values = isRecord(patterns) ? patterns[ANY_KEY] : undefined
  return values === undefined ? { patternProperties: patterns } : { additionalProperties: values }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function record(value: unknown): Schema {
  return isRecord(value) ? value : {}
}
