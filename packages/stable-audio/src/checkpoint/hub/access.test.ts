import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { PullOptions } from '../hub.ts'
import { GOOD_TOKEN, STRANGERS_TOKEN } from './loopback-hub.test.fixture.ts'
import { openPullBench, type PullBench } from './pull-bench.test.fixture.ts'

let bench: PullBench

beforeEach(async () => {
  bench = await openPullBench()
})

test('the token goes to the hub and to no other server', async () => {
  bench.hub.gated = true
  await bench.pull({ token: GOOD_TOKEN })
  const seen = (server: 'hub' | 'cdn') =>
    new Set(bench.hub.requests.filter((each) => each.server === server).map((each) => each.authorization))
  expect(seen('hub')).toEqual(new Set([`Bearer ${GOOD_TOKEN}`]))
  expect(seen('cdn')).toEqual(new Set([undefined]))
})

test('a token is not sent over a line that others can read', async () => {
  const asked: Record<string, string>[] = []
  const listening: PullOptions['fetch'] = async (_, { headers }) => {
    asked.push(headers)
    return { status: 401, headers: new Headers(), body: null }
  }
  const pulling = bench.pull({ token: GOOD_TOKEN, endpoint: 'http://mirror.example.org', fetch: listening })
  await expect(pulling).rejects.toMatchObject({ code: 'download_refused', message: /not encrypted/ })
  expect(asked).toHaveLength(1)
  expect(asked[0]).not.toHaveProperty('authorization')
})

test('a redirect away from encryption is not followed', async () => {
  const downgrading: PullOptions['fetch'] = async () => ({
    ...{ status: 302, body: null },
    headers: new Headers({ location: 'http://cdn.example.org/file' }),
  })
  const pulling = bench.pull({ endpoint: 'https://mirror.example.org', fetch: downgrading })
  await expect(pulling).rejects.toMatchObject({ code: 'download_failed', message: /without encryption/ })
})

test('a licence that is not accepted ends the pull before any request', async () => {
  await expect(bench.pull({ acceptLicence: async () => false })).rejects.toMatchObject({
    code: 'licence_not_accepted',
    message: /Test Licence \(https:\/\/example.org\/licence\)/,
  })
  expect(bench.hub.requests).toEqual([])
})

test('a licence is asked for once, and who accepted it when is noted', async () => {
  let questions = 0
  const acceptLicence = async (): Promise<boolean> => {
    questions += 1
    return true
  }
  await bench.pull({ acceptLicence })
  await bench.pull({ acceptLicence })
  const sibling = await bench.openHub('small-sfx', 2)
  await bench.pull({ acceptLicence, checkpoint: sibling.checkpoint, endpoint: sibling.endpoint })
  expect(questions).toBe(1)
  const record = JSON.parse(await readFile(join(bench.folders().folder, 'retimbre.json'), 'utf8'))
  expect(record.acceptance).toEqual({
    family: 'stable-audio-3',
    acceptedBy: expect.stringMatching(/./),
    acceptedAt: '2026-01-02T03:04:05.000Z',
    revision: bench.hub.checkpoint.revision,
    licences: [{ name: 'Test Licence', url: 'https://example.org/licence' }],
  })
})

test('an endpoint that is no address is refused', async () => {
  await expect(bench.pull({ endpoint: 'mirror' })).rejects.toMatchObject({ code: 'option_out_of_range' })
})

test.each([
  ['without a token', undefined, /no token was given/],
  ['with a token that nobody knows', 'hf_unknown', /not recognised/],
  ['with the token of one who has not agreed', STRANGERS_TOKEN, /has not agreed to the conditions/],
])('a gated checkpoint %s is refused with the clicks that open it', async (_, token, reason) => {
  bench.hub.gated = true
  const refused = expect(bench.pull({ token })).rejects
  await refused.toMatchObject({ code: 'download_refused', message: reason })
  const error = await bench.pull({ token }).catch((thrown: Error) => thrown.message)
  expect(error).toContain('https://huggingface.co/stabilityai/stable-audio-3-small-music')
  expect(error).toContain('Agree and access repository')
  expect(error).toContain('https://huggingface.co/settings/tokens')
  expect(error).toContain('retimbre pull small-music --token')
  if (token !== undefined) expect(error).not.toContain(token)
})
