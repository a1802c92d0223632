import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import { fieldFault } from '../../input-faults.ts'
import type { ApiContext } from '../context.ts'
import { admit, authenticate, callerOf, identify } from '../gate/authentication.ts'
import type { RouteNotes } from '../openapi/route-notes.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { invalid } from '../wavespeed/fields.ts'
import { API } from '../wavespeed/paths.ts'
import { accountEvents } from './account-events.ts'
import { sendEvents } from './event-stream.ts'
import { openStreamCounter } from './open-streams.ts'
import { predictionEvents, type Watch } from './prediction-events.ts'
import { openEventTickets } from './tickets.ts'

const Prediction = Type.Object({ id: Type.String() })
const Resume = {
  last_event_id: Type.Optional(
    Type.String({
      description: 'The id of the last event that the client knows; the header Last-Event-ID goes first.',
    }),
  ),
}
const Ticketed = Type.Object({
  ...Resume,
  ticket: Type.Optional(Type.String({ description: 'In place of a key, for EventSource, which cannot send one.' })),
})
const Ticket = Type.Object({
  ticket: Type.String(),
  expires_at: Type.String(),
  url: Type.String({ description: 'What to give to EventSource.' }),
})
const Event = Type.String({ description: 'Lines of `id`, `event` and `data`, with a blank line after each event.' })
const STREAM = {
  headers: Type.Object({ 'Last-Event-ID': Type.Optional(Type.String({ description: 'The same as last_event_id.' })) }),
  answers: { 200: { description: 'Events until the stream ends.', content: { 'text/event-stream': Event } } },
} as const satisfies RouteNotes

/** The course of tasks as server-sent events. */
export function eventRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const { house, tools, addresses } = context
  const tickets = openEventTickets(tools)
  const streams = openStreamCounter()
  const byKey = authenticate(house.apiKeys)

  const requireOwn = async (request: FastifyRequest, id: string): Promise<void> => {
    if (!(await house.live.look(callerOf(request).accountId, id))) throw new ServerError('prediction_not_found')
  }
  const watch = (request: FastifyRequest, reply: FastifyReply, lastEventId: string | undefined): Watch => {
    const { accountId, keyId } = callerOf(request)
    const after = readRevision(request.headers['last-event-id']?.toString() ?? lastEventId)
    const gone = new AbortController()
    reply.raw.once('close', streams.open(keyId)).once('close', () => gone.abort())
    return { accountId, after, signal: AbortSignal.any([gone.signal, context.closing]) }
  }

  return async (app) => {
    app.get(
      `${API}/predictions/:id/events`,
      {
        onRequest: async (request) => {
          const { id } = request.params
          const { ticket } = request.query
          if (ticket === undefined) return void (await identify(request, house.apiKeys))
          // The query has not been read by its schema yet: given twice, it is a list.
          const caller = typeof ticket === 'string' ? tickets.redeem(ticket, id) : undefined
          if (!caller) throw new ServerError('unauthorized')
          admit(request, caller)
        },
        schema: {
          summary: 'Follow a task',
          description: 'Its state at every change, as server-sent events, until it has ended.',
          tags: ['Predictions'],
          params: Prediction,
          errors: ['prediction_not_found', 'too_many_streams'],
          querystring: Ticketed,
          openapi: STREAM,
        },
      },
      async (request, reply) => {
        const { id } = request.params
        await requireOwn(request, id)
        const watched = watch(request, reply, request.query.last_event_id)
        return sendEvents(request, reply, predictionEvents(context, request, id, watched))
      },
    )
    app.post(
      `${API}/predictions/:id/events/ticket`,
      {
        onRequest: byKey,
        schema: {
          summary: 'Let a browser follow a task',
          description: 'A ticket for the events of one task, valid for ten minutes.',
          tags: ['Predictions'],
          errors: ['prediction_not_found'],
          params: Prediction,
          response: { 200: Success(Ticket) },
        },
      },
      async (request) => {
        const { id } = request.params
        await requireOwn(request, id)
        const { ticket, expiresAt } = tickets.issue(callerOf(request), id)
        const url = `${addresses.base(request)}${API}/predictions/${id}/events?ticket=${ticket}`
        return success({ ticket, expires_at: expiresAt.toISOString(), url })
      },
    )
    app.get(
      `${API}/events`,
      {
        onRequest: byKey,
        schema: {
          summary: 'Follow all tasks',
          description: 'Every change of the tasks of the account, as server-sent events.',
          tags: ['Predictions'],
          errors: ['too_many_streams'],
          querystring: Type.Object(Resume),
          openapi: STREAM,
        },
      },
      async (request, reply) =>
        sendEvents(request, reply, accountEvents(context, request, watch(request, reply, request.query.last_event_id))),
    )
  }
}

/** A whole number as we sent it. An empty one is what a client sends that has seen none. */
function readRevision(lastEventId: string | undefined): number | undefined {
  if (lastEventId === undefined || lastEventId === '') return undefined
  if (!/^\d{1,15}$/.test(lastEventId)) throw invalid(fieldFault('last_event_id', 'event_id'))
  return Number(lastEventId)
}
