import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { openAccountBook } from '../../accounts/account-book.ts'
import { openApiKeys } from '../../accounts/api-keys.ts'
import { ensureOwnerAccount } from '../../accounts/first-account.ts'
import { openTopUps } from '../../accounts/top-ups.ts'
import { buildAdminServer } from '../../api/admin/admin-server.ts'
import { Failure, Success } from '../../api/wavespeed/envelope.ts'
import { API } from '../../api/wavespeed/paths.ts'
import { systemClock as clock } from '../../clock.ts'
import { StoreError } from '../../errors.ts'
import { systemRandom as random, randomToken } from '../../ids.ts'
import { silentLog as log } from '../../log.ts'
import type { Settings } from '../../settings.ts'
import { openDatabase } from '../../store/database/open.ts'
import { findServer, type RunningServerRecord } from './running-server.ts'

type Method = 'GET' | 'POST' | 'DELETE'

/** Where the command line has things done that are an admin's. */
export interface AdminDesk {
  /**
   * @param path below `/api/v3/admin`
   * @returns the `data` of the answer, of the shape of `schema`
   * @throws Error with the sentence of the answer when it is not a success
   */
  ask<Data extends TSchema>(method: Method, path: string, schema: Data, body?: object): Promise<Static<Data>>
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly text: string
}

const Answered = Success(Type.Unknown())

type Send = (method: Method, path: string, body?: object) => Promise<Answer>

/**
 * The same requests to the same routes, either of the server that holds the data folder, or in this process when none
 * does: the embedded database is one process's alone.
 * @throws StoreError `folder_in_use` when something else holds the folder, or a server that is still starting
 */
export async function openAdminDesk(settings: Settings): Promise<AdminDesk> {
  try {
    return await ownDesk(settings)
  } catch (error) {
    const held = error instanceof StoreError && error.code === 'folder_in_use'
    const server = held ? await findServer(settings.dataFolder) : undefined
    if (!server) throw error
    return desk(sendTo(server), async () => {})
  }
}

async function ownDesk(settings: Settings): Promise<AdminDesk> {
  const database = await openDatabase(settings.dataFolder)
  await ensureOwnerAccount(database, settings.startingCreditMicrodollars, clock)
  const localAdminToken = randomToken(random, 32)
  const apiKeys = openApiKeys(database, { clock, random, log })
  const accounts = openAccountBook(database, { clock, random, changed: apiKeys.forget })
  const house = { apiKeys, keys: apiKeys, accounts, topUps: openTopUps(database, { clock }) }
  const app = buildAdminServer({ house, settings, tools: { random, localAdminToken } })
  const send: Send = async (method, path, body) => {
    const headers = { authorization: `Bearer ${localAdminToken}` }
    const response = await app.inject({ method, url: path, headers, ...(body && { payload: body }) })
    return { status: response.statusCode, text: response.body }
  }
  return desk(send, async () => {
    await app.close()
    await database.close()
  })
}

function sendTo({ address, adminToken }: RunningServerRecord): Send {
  return async (method, path, body) => {
    const headers = { Authorization: `Bearer ${adminToken}`, ...(body && { 'Content-Type': 'application/json' }) }
    const response = await fetch(address + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    return { status: response.status, text: await response.text() }
  }
}

function desk(send: Send, close: () => Promise<void>): AdminDesk {
  return {
    close,
    async ask(method, path, schema, body) {
      const { status, text } = await send(method, `${API}/admin${path}`, body)
      const answer = parsed(text)
      if (status === 200 && Value.Check(Answered, answer) && Value.Check(schema, answer.data)) return answer.data
      if (Value.Check(Failure, answer)) throw new Error(answer.message)
      throw new Error(
        `The server at this data folder answered with status ${status}, and not as a Retimbre of this version.`,
      )
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
