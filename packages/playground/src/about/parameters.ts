/** A model's inputs as a table tells them, from its schema. */

import type { InputSchema } from '../play/form/form-fields.ts'

export interface Parameter {
  readonly name: string
  readonly type: string
  readonly required: boolean
  /** As JSON; absent: none. */
  readonly initial?: string
  /** `1–120`, or the values it may have. */
  readonly range?: string
  readonly description: string
}

interface Property {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, unknown>>
  readonly items?: { readonly properties?: Readonly<Record<string, unknown>> }
}

export const parameters = (schema: InputSchema): readonly Parameter[] =>
  schema['x-order-properties'].flatMap((name) => {
    const property = schema.properties[name] as Property | undefined
    return property === undefined ? [] : [parameter(name, property, schema.required.includes(name))]
  })

function parameter(name: string, property: Property, required: boolean): Parameter {
  const { type = 'any', description = '', default: initial } = property
  const range = rangeOf(property)
  return {
    ...{ name, type, required, description },
    ...(initial !== undefined && initial !== '' && { initial: JSON.stringify(initial) }),
    ...(range !== undefined && { range }),
  }
}

/** More names than this are a list of their own. */
const MAX_NAMES = 8

function rangeOf(property: Property): string | undefined {
  if (property.enum) return property.enum.join(', ')
  if (property.minimum !== undefined || property.maximum !== undefined) {
    return `${property.minimum ?? ''}–${property.maximum ?? ''}`
  }
  const fields = Object.keys(property.properties ?? property.items?.properties ?? {})
  if (fields.length > 0) return `{ ${fields.slice(0, MAX_NAMES).join(', ')}${fields.length > MAX_NAMES ? ' …' : ''} }`
  const longest = property.maxLength ?? property.maxItems
  return longest === undefined ? undefined : `≤ ${longest}`
}
