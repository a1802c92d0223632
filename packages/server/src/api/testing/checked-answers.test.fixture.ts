import type { FastifyInstance, FastifySchema } from 'fastify'
import { IsObject, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { Failure } from '../wavespeed/envelope.ts'

/**
 * Holds every JSON answer of `app` against the schema that its route names for the status, and every failure against the
 * one envelope. To be called before the server is ready.
 * @returns sentences about the answers that were not as promised, added to as they go out
 */
export function checkAnswers(app: FastifyInstance): readonly string[] {
  const faults: string[] = []
  app.addHook('onSend', async (request, reply, payload) => {
    const type = String(reply.getHeader('content-type') ?? '')
    if (typeof payload !== 'string' || payload === '' || !type.startsWith('application/json')) return
    const schema = promisedSchema(request.routeOptions.schema, reply.statusCode)
    const value: unknown = JSON.parse(payload)
    if (!schema || Value.Check(schema, value)) return
    const [first] = Value.Errors(schema, value)
    const route = `${request.method} ${request.routeOptions.url ?? request.url}`
    faults.push(
      `${route} answered ${reply.statusCode}: ${first?.instancePath} ${first?.message} in ${payload.slice(0, 500)}`,
    )
  })
  return faults
}

function promisedSchema(schema: FastifySchema | undefined, status: number): TSchema | undefined {
  if (status >= 400) return Failure
  const response = (schema?.response ?? {}) as Readonly<Record<number, TSchema>>
  const promised = response[status]
  return IsObject(promised) ? promised : undefined
}
