/** Every spelling of a forbidden place, as a source and as a webhook, with a canary that nobody may reach. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { callWebhook } from '../webhooks/call.ts'
import { isPublicAddress } from './address-policy.ts'
import { guardedLookup } from './guarded-request.ts'
import { openCanary, type StandingCanary, startCanary } from './testing/canary.test.fixture.ts'
import { fetched } from './testing/fetched.test.fixture.ts'
import { FORBIDDEN_HOSTS, resolveForbidden as resolve } from './testing/forbidden-places.test.fixture.ts'

let canary: StandingCanary
const { signal } = new AbortController()

beforeAll(async () => {
  canary = await openCanary((_request, response) => response.end('secret'))
})
afterAll(() => canary.close())

test('there are at least 150 spellings', () => {
  expect(FORBIDDEN_HOSTS.length).toBeGreaterThanOrEqual(150)
  expect(new Set(FORBIDDEN_HOSTS.filter((host) => URL.canParse(`http://${host}/`))).size).toBeGreaterThanOrEqual(150)
})

test.each(FORBIDDEN_HOSTS)('nothing is fetched from "%s"', async (host) => {
  for (const url of [`http://${host}:${canary.port}/a`, `https://${host}:${canary.port}/a`, `http://${host}/a`]) {
    const fetching = fetched(url, { resolve })
    await expect(fetching).rejects.toMatchObject(
      host === 'nobody.test' ? { code: 'source_unreachable' } : { code: 'source_refused', taskCode: 1402 },
    )
  }
  expect(canary.sockets()).toBe(0)
})

test.each(FORBIDDEN_HOSTS)('no webhook goes to "%s"', async (host) => {
  for (const url of [`https://${host}:${canary.port}/a`, `http://${host}:${canary.port}/a`, `https://${host}/a`]) {
    const outcome = await callWebhook({ url, headers: {}, body: '{}' }, { allowedHosts: [], resolve }, signal)
    expect(outcome).toEqual({ httpStatus: null, reason: expect.stringMatching(/^(The webhook URL|Its host name)/) })
    expect(outcome.reason).not.toMatch(/127|169\.254|::1/)
  }
  expect(canary.sockets()).toBe(0)
})

test.each([0, 1, 2, 3, 4])('a redirect after %i permitted ones leads nowhere forbidden either', async (permitted) => {
  for (const host of FORBIDDEN_HOSTS) {
    const start = await redirectingTo(`http://${host}:${canary.port}/a`, permitted)
    await expect(fetched(start.url, { resolve, allowedHosts: start.allowed })).rejects.toMatchObject({
      code: expect.stringMatching(/^source_(refused|unreachable)$/),
    })
  }
  expect(canary.sockets()).toBe(0)
})

let hops: StandingCanary | undefined
afterAll(() => hops?.close())

/** A permitted server that redirects to itself so many times, and then where nobody should go. */
async function redirectingTo(target: string, times: number) {
  hops ??= await openCanary((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://hops.test')
    const left = Number(searchParams.get('left'))
    const next =
      left > 0 ? `/?left=${left - 1}&to=${encodeURIComponent(searchParams.get('to') ?? '')}` : searchParams.get('to')
    // Bytes as they are: a header is not checked for what a URL may hold.
    response
      .writeHead(302, {
        location: Buffer.from(next ?? '')
          .toString('latin1')
          .replace(/[\t\n]/g, ''),
      })
      .end()
  })
  const host = `hops.test:${hops.port}`
  return { url: `http://${host}/?left=${times}&to=${encodeURIComponent(target)}`, allowed: [host] }
}

test('a name is judged anew at each look-up, however often it changes', async () => {
  const publicAnswer = [{ address: '93.184.216.34', family: 4 }]
  for (const turn of [1, 2, 3, 10]) {
    let asked = 0
    const lookup = guardedLookup(async () => {
      asked += 1
      return asked < turn ? publicAnswer : [{ address: '127.0.0.1', family: 4 }]
    }, isPublicAddress)
    const ask = () =>
      new Promise((done, fail) => {
        lookup('turning.test', { all: true }, (error, addresses) => (error ? fail(error) : done(addresses)))
      })
    for (let before = 1; before < turn; before++) expect(await ask()).toEqual(publicAnswer)
    await expect(ask()).rejects.toMatchObject({ code: 'source_refused' })
  }
})

test('a name that was permitted at one hop and turns private at the next is asked again there, and refused', async () => {
  const inner = await startCanary((_request, response) => response.end('secret'))
  const outer = await startCanary((_request, response) => {
    response.writeHead(302, { location: `http://turning.test:${inner.port}/` }).end()
  })
  const asked: string[] = []
  const turning = async (hostname: string) => {
    asked.push(hostname)
    return [{ address: '127.0.0.1', family: 4 }]
  }
  const allowedHosts = [`turning.test:${outer.port}`]
  await expect(fetched(`http://turning.test:${outer.port}/`, { resolve: turning, allowedHosts })).rejects.toMatchObject(
    {
      code: 'source_refused',
    },
  )
  expect(asked).toEqual(['turning.test', 'turning.test'])
  expect([outer.sockets(), inner.sockets()]).toEqual([1, 0])
})
