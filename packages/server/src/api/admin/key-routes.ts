import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { label } from '../keys/label.ts'
import { LimitsRequest, requestedLimits } from '../keys/limits.ts'
import { KeyParams, KeyRequest } from '../keys/schemas.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'
import type { AdminContext } from './context.ts'
import { AccountParams, AdminKey, NewAdminKey, shownAdminKey } from './schemas.ts'

const KeyList = Type.Object({ items: Type.Array(AdminKey), total: Type.Integer() })

const tags = ['admin']

/** The keys of every account. Revoked ones stay on the list, for the sake of what was done with them. */
export function adminKeyRoutes({ house }: AdminContext): FastifyPluginAsyncTypebox {
  const { keys, accounts } = house
  return async (app) => {
    const listed = async (accountId?: string) => {
      const items = (await keys.list(accountId)).map(shownAdminKey)
      return success({ items, total: items.length })
    }
    const listing = { tags, summary: 'List the keys of all accounts', response: { 200: Success(KeyList) } }
    app.get(`${API}/admin/keys`, { schema: listing }, async () => listed())

    const ofOne = {
      ...listing,
      summary: 'List the keys of an account',
      errors: ['account_not_found'] as const,
      params: AccountParams,
    }
    app.get(`${API}/admin/accounts/:id/keys`, { schema: ofOne }, async (request) =>
      listed((await accounts.find(request.params.id)).id),
    )

    const creation = {
      tags,
      summary: 'Create a key for an account',
      errors: ['account_not_found', 'too_many_keys'] as const,
      params: AccountParams,
      body: KeyRequest,
      response: { 200: Success(NewAdminKey) },
    }
    app.post(`${API}/admin/accounts/:id/keys`, { schema: creation }, async (request) => {
      const { key, ...record } = await keys.create(request.params.id, label('name', request.body.name))
      return success({ ...shownAdminKey(record), key })
    })

    const limiting = {
      tags,
      summary: 'Set the limits of a key',
      errors: ['key_not_found'] as const,
      description: "Both at once: what is left out becomes the server's default. Those of its account hold as well.",
      params: KeyParams,
      body: LimitsRequest,
      response: { 200: Success(AdminKey) },
    }
    app.post(`${API}/admin/keys/:id/limits`, { schema: limiting }, async (request) =>
      success(shownAdminKey(await keys.setLimits(request.params.id, requestedLimits(request.body)))),
    )

    const revocation = {
      tags,
      summary: 'Revoke a key of any account',
      errors: ['key_not_found', 'last_key', 'configured_key'] as const,
      params: KeyParams,
      response: { 200: Success(AdminKey) },
    }
    app.delete(`${API}/admin/keys/:id`, { schema: revocation }, async (request) =>
      success(shownAdminKey(await keys.revoke(request.params.id))),
    )
  }
}
