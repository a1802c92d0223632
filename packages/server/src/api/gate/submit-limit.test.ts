import { expect, test } from 'vitest'
import { openSubmitLimiter } from '../../accounts/submit-limiter.ts'
import { AUDIO_TO_AUDIO, NOW, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, memoryServer } from '../testing/memory-server.test.fixture.ts'

test('a submit above the limit is told when to come back, and costs, stores and uses up nothing', async () => {
  let nowMs = NOW.getTime()
  const { app, house } = memoryServer()
  house.submits.admit = openSubmitLimiter({ clock: () => new Date(nowMs), submitsPerMinute: 2 }).admit
  const submit = (headers = {}) => {
    const payload = { audio: `data:audio/wav;base64,${Buffer.from('RIFF').toString('base64')}`, prompt: 'choir' }
    const url = `/api/v3/${AUDIO_TO_AUDIO}`
    return app.inject({ method: 'POST', url, headers: { ...AUTHORIZED, ...headers }, payload })
  }
  const statuses = [(await submit()).statusCode, (await submit()).statusCode]
  expect(statuses).toEqual([200, 200])
  const { microdollars } = house.predictions.balance

  const refused = await submit({ 'idempotency-key': 'k' })
  expect(refused.statusCode).toBe(429)
  expect(refused.headers).toMatchObject({ 'retry-after': '30', 'access-control-allow-origin': '*' })
  expect(refused.json()).toMatchObject({ code: 429, error_code: 'RATE_LIMITED', data: null })
  expect(house.predictions.balance.microdollars).toBe(microdollars)
  expect(house.predictions.all.size).toBe(2)
  expect(house.files.contents.size).toBe(2)

  const ids = [...house.predictions.all.keys()]
  for (let polls = 0; polls < 50; polls++) {
    const poll = await app.inject({ url: `/api/v3/predictions/${ids[0]}/result`, headers: AUTHORIZED })
    expect(poll.statusCode).toBe(200)
  }
  expect((await submit({ authorization: `Bearer ${OTHER_KEY}` })).statusCode).toBe(200)
  nowMs += 30_000
  const later = await submit({ 'idempotency-key': 'k' })
  expect(later.statusCode).toBe(200)
  expect(later.headers).not.toHaveProperty('idempotency-replayed')
})
