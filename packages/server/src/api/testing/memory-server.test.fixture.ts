import type { FastifyInstance } from 'fastify'
import { expect, onTestFinished } from 'vitest'
import { readSettings, type Settings } from '../../settings.ts'
import type { ServerTools } from '../context.ts'
import { createLog } from '../log.ts'
import { buildServer } from '../server.ts'
import { checkAnswers } from './checked-answers.test.fixture.ts'
import { KEY, type MemoryHouse, memoryHouse, NOW } from './memory-house.test.fixture.ts'

export const MEMORY_SETTINGS: Settings = {
  ...readSettings({}),
  dataFolder: '/nowhere',
  apiKey: undefined,
  publicUrl: undefined,
  allowedSourceHosts: [],
  billing: true,
  startingCreditMicrodollars: 1_000_000,
  newAccountCreditMicrodollars: 1_000_000,
  maxUploadBytes: 1_000_000,
  retentionDays: 7,
  logLevel: 'silent',
}

/** Whether somebody has built the page is not for tests to depend on. */
const UNBUILT = new URL('file:///nowhere/')

export const AUTHORIZED = { authorization: `Bearer ${KEY}` }

export interface MemoryServer {
  readonly app: FastifyInstance
  readonly house: MemoryHouse
}

/** A server on a house in memory, closed when the test ends, which fails if an answer was not what its route promises. */
export function memoryServer(settings: Partial<Settings> = {}, tools: Partial<ServerTools> = {}): MemoryServer {
  const house = memoryHouse()
  let drawn = 0
  const app = buildServer(
    house,
    { ...MEMORY_SETTINGS, ...settings },
    {
      clock: () => NOW,
      random: (count) => {
        drawn += 1
        return new Uint8Array(count).fill(drawn)
      },
      log: createLog('silent'),
      page: UNBUILT,
      ...tools,
    },
  )
  // Whoever asks for the old answer to too little credit asks for one that no route promises.
  const faults = settings.creditErrorUnder200 ? [] : checkAnswers(app)
  onTestFinished(async () => {
    await app.close()
    expect(faults).toEqual([])
  })
  return { app, house }
}

/** The same, on a real socket. */
export async function listeningServer(
  settings: Partial<Settings> = {},
  tools: Partial<ServerTools> = {},
): Promise<MemoryServer & { readonly url: string }> {
  const server = memoryServer(settings, tools)
  return { ...server, url: await server.app.listen({ host: '127.0.0.1', port: 0 }) }
}
