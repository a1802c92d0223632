import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../clock.ts'
import type { House } from '../../house.ts'
import { systemRandom } from '../../ids.ts'
import type { Settings } from '../../settings.ts'
import { TEST_MODEL } from '../../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../../testing/test-house.test.fixture.ts'
import { createLog } from '../log.ts'
import { buildServer } from '../server.ts'

const TONE_ENGINE = new URL('../../testing/tone-engine.test.fixture.ts', import.meta.url).href
const INLINE = `data:audio/wav;base64,${Buffer.from('RIFF').toString('base64')}`

let house: House & { readonly settings: Settings }
let app: FastifyInstance

beforeAll(async () => {
  const billing = { billing: true, startingCreditMicrodollars: 1_000_000 }
  // Without a worker, so that the answers show the same state.
  house = await openTestHouse(billing, { engineModules: [TONE_ENGINE] })
  app = buildServer(house, house.settings, { clock: systemClock, random: systemRandom, log: createLog('silent') })
})
afterAll(async () => {
  await app.close()
  await house.close()
})

const uploadedFiles = (): Promise<readonly string[]> =>
  readdir(join(house.settings.dataFolder, 'files', 'uploads')).catch(() => [])

test('the same submit a hundred times at once: one job, one charge, one clip, and a hundred equal answers', async () => {
  const filesBefore = await uploadedFiles()
  const before = await house.ledger.balanceMicrodollars(house.ownerAccountId)
  const submit = () =>
    app.inject({
      method: 'POST',
      url: `/api/v3/${TEST_MODEL}`,
      headers: { authorization: `Bearer ${house.firstKey.key}`, 'idempotency-key': 'the-one' },
      payload: { prompt: 'half of it', audio: INLINE },
    })
  const answers = await Promise.all(Array.from({ length: 100 }, submit))
  for (const { statusCode, body } of answers) expect([statusCode, body]).toEqual([200, answers[0].body])
  expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(99)

  const { kysely } = house.database
  const [job, ...others] = await kysely.selectFrom('predictions').select('price_microdollars').execute()
  expect(others).toEqual([])
  expect(await house.ledger.balanceMicrodollars(house.ownerAccountId)).toBe(before - job.price_microdollars)
  expect(await uploadedFiles()).toHaveLength(filesBefore.length + 1)
  expect(await kysely.selectFrom('uploads').select('id').execute()).toHaveLength(1)
})
