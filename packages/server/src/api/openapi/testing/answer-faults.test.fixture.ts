import { Value } from 'typebox/value'
import type { OpenApiDocument, Operation, Response, Schema } from '../document-types.ts'

/** What came back, whatever carried it. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** What an answer may never show: where this software lies, and how it was called. */
const INSIDES = /\n\s+at \S+|node_modules|\/packages\/server|file:\/\/\/(?!etc)|\.[cm]?[jt]s:\d+|\bselect .* from\b/i

/** Says what is wrong with an answer to `operation`; nothing when all of it is as the document says. */
export function faultsOf(document: OpenApiDocument, operation: Operation, answer: Answer): readonly string[] {
  const { status, contentType, body } = answer
  if (status >= 500 && !saysNotReady(body)) return [`it was answered with ${status}: ${body.slice(0, 300)}`]
  if (INSIDES.test(body)) return [`the answer shows the insides: ${body.slice(0, 300)}`]
  const noted = operation.responses[String(status)]
  if (!noted) return [`the document knows no ${status} here: ${body.slice(0, 300)}`]
  const { content = {} } = responseOf(document, noted)
  const json = content['application/json']
  if (!contentType.startsWith('application/json')) {
    return body === '' || Object.keys(content).some((type) => type !== 'application/json')
      ? []
      : [`an answer of type "${contentType}" is not in the document`]
  }
  return json?.schema ? schemaFaults(document, json.schema, body) : []
}

function schemaFaults(document: OpenApiDocument, schema: Schema, body: string): readonly string[] {
  const value: unknown = JSON.parse(body)
  const whole = inlined(document, schema)
  if (Value.Check(whole, value)) return envelopeFaults(value)
  const errors = [...Value.Errors(whole, value)].slice(0, 3)
  return errors.map(({ instancePath, message }) => `${instancePath} ${message} in ${body.slice(0, 300)}`)
}

/** The sentence of an error stands twice, and nothing else stands beside it. */
function envelopeFaults(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null || !('error_code' in value)) return []
  const { code: _, message, error, data: __, error_code: ___, ...others } = { ...value } as Record<string, unknown>
  if (message !== error) return ['"message" and "error" differ']
  return Object.keys(others).length > 0 ? [`an error has more fields: ${Object.keys(others)}`] : []
}

function responseOf(document: OpenApiDocument, response: Operation['responses'][string]): Response {
  if (!('$ref' in response)) return response
  const name = response.$ref.replace('#/components/responses/', '')
  return document.components.responses[name] ?? { description: '' }
}

/** The schema with the components in place of their references; ours have no cycles. */
function inlined(document: OpenApiDocument, schema: Schema): Schema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    const name = '$ref' in value ? /^#\/components\/schemas\/(.+)$/.exec(String(value.$ref))?.[1] : undefined
    if (name !== undefined) return walk(document.components.schemas[name])
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]))
  }
  return walk(schema) as Schema
}

/** A house without a worker is not ready, and saying so is what its readiness is for. */
const saysNotReady = (body: string): boolean => body.includes('"error_code":"NOT_READY"')
