import { type Static, type TSchema, Type } from 'typebox'
import type { ServerError } from '../../errors.ts'

/** What surrounds every answer that succeeded. Clients compare `code` and the HTTP status with 200 exactly. */
export const Success = <Data extends TSchema>(data: Data) =>
  Type.Object({ code: Type.Literal(200), message: Type.Literal('success'), data })

export function success<Data>(data: Data): { code: 200; message: 'success'; data: Data } {
  return { code: 200, message: 'success', data }
}

/** What every failure looks like. The sentence stands twice: some clients read `message`, one reads `error`. */
export const Failure = Type.Object(
  {
    code: Type.Integer(),
    message: Type.String(),
    error: Type.String(),
    error_code: Type.String(),
    data: Type.Null(),
  },
  { $id: 'Error' },
)

export function failure(error: ServerError): Static<typeof Failure> {
  return { code: error.status, message: error.message, error: error.message, error_code: error.errorCode, data: null }
}
