import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { House } from '../../house.ts'
import { newPrediction, renderParameters } from '../../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../../testing/test-house.test.fixture.ts'
import { MIGRATIONS, migrate } from './migrate.ts'

let house: House

beforeEach(async () => {
  house = await openTestHouse()
})
afterEach(() => house.close())

test('a job that waited while the software was updated is rendered as it was asked for', async () => {
  const source = { kind: 'url', url: 'https://audio.example.org/a.mp3' } as const
  const { id } = await house.predictions.submit(await newPrediction(house, { source }))
  const old = {
    ...{ prompt: 'warm lo-fi tape', negativePrompt: '', durationSeconds: 2, initNoiseLevel: 0.9 },
    ...{ numInferenceSteps: 8, guidanceScale: 1 },
  }
  await sql`update predictions set render = ${JSON.stringify(old)}::jsonb`.execute(house.database.kysely)
  const [renderModes] = MIGRATIONS.filter(({ name }) => name === 'render modes')
  await migrate(house.database, [...MIGRATIONS, { ...renderModes, version: 1000 }])

  const mode = { kind: 'audio-to-audio', durationSeconds: 2, initNoiseLevel: 0.9 } as const
  const { render } = (await house.predictions.find(house.ownerAccountId, id)) ?? {}
  expect(render).toEqual(renderParameters(mode))
})
