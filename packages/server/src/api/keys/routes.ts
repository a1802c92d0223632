import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'
import { label } from './label.ts'
import { Key, KeyParams, KeyRequest, NewKey, Revoked, shownKey } from './schemas.ts'

const KeyList = Type.Object({ items: Type.Array(Key), total: Type.Integer() })

const tags = ['keys']

/** The keys of the caller's own account. */
export function keyRoutes({ house }: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const listing = { tags, summary: 'List the keys of your account', response: { 200: Success(KeyList) } }
    app.get(`${API}/keys`, { schema: listing }, async (request) => {
      const records = await house.keys.list(callerOf(request).accountId)
      const items = records.filter(({ revokedAt }) => revokedAt === null).map(shownKey)
      return success({ items, total: items.length })
    })

    const creation = {
      tags,
      summary: 'Create a key for your account',
      errors: ['too_many_keys'] as const,
      description: 'It stands in this answer and nowhere else, and has the limits of the key that made it.',
      body: KeyRequest,
      response: { 200: Success(NewKey) },
    }
    app.post(`${API}/keys`, { schema: creation }, async (request) => {
      const { key, ...record } = await house.keys.createOwn(callerOf(request), label('name', request.body.name))
      return success({ ...shownKey(record), key })
    })

    const revocation = {
      tags,
      summary: 'Revoke a key of your account',
      errors: ['key_not_found', 'last_key', 'configured_key'] as const,
      description: 'At once and for good. The only key of an account cannot be revoked with itself.',
      params: KeyParams,
      response: { 200: Success(Revoked) },
    }
    app.delete(`${API}/keys/:id`, { schema: revocation }, async (request) => {
      const { keyId } = await house.keys.revokeOwn(callerOf(request).accountId, request.params.id)
      return success({ id: keyId, revoked: true as const })
    })
  }
}
