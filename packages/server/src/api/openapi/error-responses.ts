import { SERVER_ERRORS, type ServerErrorCode } from '../../errors.ts'
import { Failure } from '../wavespeed/envelope.ts'
import type { Components } from './components.ts'
import type { Reference, Response } from './document-types.ts'

/** What `message` says where the table only has a place for it. */
const DETAILS: Partial<Readonly<Record<ServerErrorCode, string>>> = {
  invalid_body: 'The request could not be read; `message` says why.',
  invalid_parameter: 'A field or parameter has a value that it cannot take; `message` names it.',
}

/** Answers that tell when to ask again. */
const WITH_RETRY_AFTER: ReadonlySet<number> = new Set([429, 503])

export interface ErrorResponses {
  /** The answers with which an operation may fail, by status. */
  of(codes: readonly ServerErrorCode[]): Readonly<Record<string, Reference>>
  all(): Readonly<Record<string, Response>>
}

/** Failures are the same in many places, so each set of errors with one status is a component. */
export function collectErrorResponses(components: Components): ErrorResponses {
  const responses = new Map<string, Response>()
  return {
    of(codes) {
      const statuses = [...new Set(codes.map((code) => SERVER_ERRORS[code].status))].sort((one, other) => one - other)
      const entries = statuses.map((status) => {
        const together = tableOrder(codes).filter((code) => SERVER_ERRORS[code].status === status)
        const name = together.map(capitalised).join('Or')
        responses.set(name, errorResponse(components, together))
        return [String(status), { $ref: `#/components/responses/${name}` }]
      })
      return Object.fromEntries(entries)
    },
    all: () => Object.fromEntries([...responses].sort(([one], [other]) => (one < other ? -1 : 1))),
  }
}

function errorResponse(components: Components, codes: readonly ServerErrorCode[]): Response {
  const names = [...new Set(codes.map((code) => SERVER_ERRORS[code].errorCode))]
  const { status } = SERVER_ERRORS[codes[0] ?? 'internal']
  const schema = {
    allOf: [components.use(Failure), { properties: { code: { const: status }, error_code: { enum: names } } }],
  }
  const description = codes.map(sentence).join('\n')
  const headers = WITH_RETRY_AFTER.has(status)
    ? { headers: { 'Retry-After': { description: 'Seconds to let pass first.', schema: { type: 'integer' } } } }
    : {}
  return { description, ...headers, content: { 'application/json': { schema } } }
}

function sentence(code: ServerErrorCode): string {
  const { errorCode, message } = SERVER_ERRORS[code]
  return `- \`${errorCode}\`: ${DETAILS[code] ?? message}`
}

function tableOrder(codes: readonly ServerErrorCode[]): readonly ServerErrorCode[] {
  return (Object.keys(SERVER_ERRORS) as ServerErrorCode[]).filter((code) => codes.includes(code))
}

function capitalised(code: string): string {
  return code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
