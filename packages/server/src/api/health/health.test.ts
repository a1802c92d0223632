import { expect, test } from 'vitest'
import { StoreError } from '../../errors.ts'
import { memoryServer } from '../testing/memory-server.test.fixture.ts'

test('a service that can store and look up says so', async () => {
  const { app } = memoryServer()
  expect((await app.inject({ url: '/healthz' })).json()).toMatchObject({ code: 200, data: { status: 'ok' } })
})

test('a service without its database is unavailable', async () => {
  const { app, house } = memoryServer()
  house.vitals.check = () => Promise.reject(new StoreError('database_closed'))
  const response = await app.inject({ url: '/healthz' })
  expect(response.statusCode).toBe(503)
  expect(response.json()).toMatchObject({ code: 503, error_code: 'UNAVAILABLE' })
})
