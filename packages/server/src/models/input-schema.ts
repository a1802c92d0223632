import type { Model } from './model.ts'

/** The published form of a model's inputs: JSON Schema plus the order in which forms show the fields. */
export interface InputSchema {
  readonly type: 'object'
  readonly required: readonly string[]
  /** Clients drop what is missing here, so it names every property. */
  readonly 'x-order-properties': readonly string[]
  readonly properties: Readonly<Record<string, unknown>>
}

/** Called whenever the catalogue is shown. */
export function inputSchema(model: Model): InputSchema {
  const { properties, required = [] } = model.inputs
  return { type: 'object', required, 'x-order-properties': Object.keys(properties), properties }
}
