import { expect, test } from 'vitest'
import { memoryServer } from '../testing/memory-server.test.fixture.ts'

test('a service that lives says so, whatever it is able to do', async () => {
  const { app, house } = memoryServer()
  house.vitals.failing = async () => ['database']
  expect((await app.inject({ url: '/healthz' })).json()).toMatchObject({ code: 200, data: { status: 'ok' } })
})

test('a service that can do its work is ready', async () => {
  const { app } = memoryServer()
  expect((await app.inject({ url: '/readyz' })).json()).toMatchObject({ code: 200, data: { status: 'ready' } })
})

test('one that cannot says what is missing', async () => {
  const { app, house } = memoryServer()
  house.vitals.failing = async () => ['worker', 'disk_space']
  const response = await app.inject({ url: '/readyz' })
  expect(response.statusCode).toBe(503)
  expect(response.json()).toMatchObject({
    code: 503,
    error_code: 'NOT_READY',
    message: 'Not ready: worker, disk_space.',
  })
})
