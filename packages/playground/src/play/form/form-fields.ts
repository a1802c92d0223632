/** The form of a model, read from the schema that the catalogue gives. */

import type { CatalogueModel } from '../../catalogue/catalogue.ts'

interface Described {
  readonly name: string
  /** The schema's own, in English. */
  readonly title: string
  readonly help: string
  readonly required: boolean
}

/** One input as a form shows it. */
export type FormField = Described &
  (
    | { readonly kind: 'source' | 'seed' | 'checkpoint' | 'loras' | 'regions' | 'plan' }
    | { readonly kind: 'text'; readonly maxLength: number; readonly initial: string }
    | {
        readonly kind: 'number'
        readonly min: number
        readonly max: number
        readonly step: number
        readonly initial: number
      }
    | { readonly kind: 'choice'; readonly options: readonly string[]; readonly initial: string | undefined }
  )

export interface FormFields {
  /** What nearly everybody sets. */
  readonly main: readonly FormField[]
  readonly advanced: readonly FormField[]
  /** What the engine has no use for. */
  readonly ignored: readonly FormField[]
}

/** Shown at once; everything else is one click away. */
const MAIN: ReadonlySet<string> = new Set([
  ...['audio', 'prompt', 'duration', 'init_noise_level', 'extend_seconds_before', 'extend_seconds_after', 'regions'],
])
/** The mask of one stretch is edited as the first of the regions; the plan beside what was understood. */
const ELSEWHERE: ReadonlySet<string> = new Set(['mask_start_seconds', 'mask_end_seconds', 'plan'])

export type InputProperty = Readonly<Record<string, unknown>>

export interface InputSchema {
  readonly required: readonly string[]
  readonly 'x-order-properties': readonly string[]
  readonly properties: Readonly<Record<string, unknown>>
}

export const inputSchemaOf = (model: Pick<CatalogueModel, 'api_schema'>): InputSchema =>
  model.api_schema.api_schemas[0]?.request_schema ?? { required: [], 'x-order-properties': [], properties: {} }

export function propertyOf(schema: InputSchema, name: string): InputProperty {
  return (schema.properties[name] ?? {}) as InputProperty
}

export function formFields(schema: InputSchema, ignoredInputs: readonly string[]): FormFields {
  const ignored = new Set(ignoredInputs)
  const all = schema['x-order-properties']
    .filter((name) => !ELSEWHERE.has(name))
    .map((name) => fieldOf(name, propertyOf(schema, name), schema.required.includes(name)))
  const used = all.filter(({ name }) => !ignored.has(name))
  return {
    // Regions stand beside the clip they are cut from, before the words for them.
    main: used.filter(({ name }) => MAIN.has(name)),
    advanced: used.filter(({ name }) => !MAIN.has(name)),
    ignored: all.filter(({ name }) => ignored.has(name)),
  }
}

const KINDS = { audio: 'source', seed: 'seed', model: 'checkpoint', loras: 'loras', regions: 'regions' } as const

const isNamed = (name: string): name is keyof typeof KINDS => Object.hasOwn(KINDS, name)

function fieldOf(name: string, property: InputProperty, required: boolean): FormField {
  const { title = name, description = '', minimum, maximum, step, type, enum: options, default: initial } = property
  const described = { name, title: String(title), help: String(description), required }
  if (isNamed(name)) return { ...described, kind: KINDS[name] }
  if (Array.isArray(options)) {
    return { ...described, kind: 'choice', options: options.map(String), initial: asText(initial) }
  }
  if ((type === 'number' || type === 'integer') && typeof minimum === 'number' && typeof maximum === 'number') {
    return {
      ...described,
      ...{ kind: 'number', min: minimum, max: maximum },
      step: typeof step === 'number' ? step : type === 'integer' ? 1 : (maximum - minimum) / 100,
      initial: typeof initial === 'number' ? initial : minimum,
    }
  }
  const { maxLength } = property
  return {
    ...described,
    ...{ kind: 'text', initial: asText(initial) ?? '' },
    maxLength: typeof maxLength === 'number' ? maxLength : Number.MAX_SAFE_INTEGER,
  }
}

const asText = (value: unknown): string | undefined => (value === undefined ? undefined : String(value))

/** What the desk keeps of a value: nothing when it is the default, so that a changed default is followed. */
export function keptValue(field: FormField, value: unknown): unknown {
  if (value === '' || value === null) return undefined
  return 'initial' in field && value === field.initial ? undefined : value
}
