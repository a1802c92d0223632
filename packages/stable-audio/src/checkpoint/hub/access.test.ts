import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.test.fixture.ts'
import type { PullOptions } from '../hub.ts'
import { accessToken } from './access-token.ts'
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
  await expect(pulling).rejects.toMatchObject({
    code: 'download_refused',
    message: expect.stringMatching(/not encrypted/),
  })
  expect(asked).toHaveLength(1)
  expect(asked[0]).not.toHaveProperty('authorization')
})

test('a redirect away from encryption is not followed', async () => {
  const downgrading: PullOptions['fetch'] = async () => ({
    ...{ status: 302, body: null },
    headers: new Headers({ location: 'http://cdn.example.org/file' }),
  })
  const pulling = bench.pull({ endpoint: 'https://mirror.example.org', fetch: downgrading })
  await expect(pulling).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/without encryption/),
  })
})

test('a licence that is not accepted ends the pull before any request', async () => {
  await expect(bench.pull({ acceptLicence: async () => false })).rejects.toMatchObject({
    code: 'licence_not_accepted',
    message: expect.stringMatching(/Test Licence \(https:\/\/example.org\/licence\)/),
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
  ['a token with a line break in it', { token: 'hf_secret\nsecret' }],
  ['a token with a letter outside of ASCII', { token: 'hf_secret\u00e9' }],
  ['an endpoint with a password', { endpoint: 'https://user:hf_secret@mirror.example.org' }],
  ['an endpoint that begins with a password', { endpoint: 'user:hf_secret@mirror.example.org' }],
])('%s is refused before any request, and is in no message', async (_, options) => {
  const asked: string[] = []
  const listening: PullOptions['fetch'] = async (url) => {
    asked.push(url)
    throw new Error('not now')
  }
  const error = await bench.pull({ ...options, fetch: listening }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'option_out_of_range' })
  expect(String(error)).not.toContain('secret')
  expect(asked).toEqual([])
})

test('a redirect to an address with a password is not followed', async () => {
  const redirecting: PullOptions['fetch'] = async () => ({
    ...{ status: 302, body: null },
    headers: new Headers({ location: 'https://user:hf_secret@cdn.example.org/file' }),
  })
  const error = await bench.pull({ fetch: redirecting }).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/redirects to cdn.example.org with a password/),
  })
  expect(String(error)).not.toContain('secret')
})

test('only what the network does is tried again; an error that quotes the request is not shown', async () => {
  const failing =
    (error: Error): PullOptions['fetch'] =>
    async () => {
      throw error
    }
  const quoting = new TypeError('"Bearer hf_secret" is an invalid header value')
  const wrong = await bench.pull({ fetch: failing(quoting) }).catch((thrown: unknown) => thrown)
  expect(wrong).toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/cannot be asked \(TypeError\)/),
  })
  expect(wrong).not.toHaveProperty('cause')
  expect(bench.waits).toEqual([])
  const broken = new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) })
  await expect(bench.pull({ fetch: failing(broken) })).rejects.toThrow(/fetch failed: ECONNRESET\), 7 times/)
  expect(bench.waits).toHaveLength(6)
})

test("a token that a log-in stored is Hugging Face's alone; the environment's goes to a mirror too", async () => {
  const home = temporaryFolder()
  await writeFile(join(home, 'token'), 'hf_stored\n')
  expect(await accessToken({ HF_HOME: home })).toBe('hf_stored')
  expect(await accessToken({ HF_HOME: home }, 'https://huggingface.co/')).toBe('hf_stored')
  expect(await accessToken({ HF_HOME: home }, 'https://mirror.example.org')).toBeUndefined()
  expect(await accessToken({ HF_HOME: home, HF_TOKEN: 'hf_told' }, 'https://mirror.example.org')).toBe('hf_told')
})

test.each([
  ['without a token', undefined, /no token was given/],
  ['with a token that nobody knows', 'hf_unknown', /not recognised/],
  ['with the token of one who has not agreed', STRANGERS_TOKEN, /has not agreed to the conditions/],
])('a gated checkpoint %s is refused with the clicks that open it', async (_, token, reason) => {
  bench.hub.gated = true
  const refused = expect(bench.pull({ token })).rejects
  await refused.toMatchObject({ code: 'download_refused', message: expect.stringMatching(reason) })
  const error = await bench.pull({ token }).catch((thrown: Error) => thrown.message)
  expect(error).toContain('https://huggingface.co/stabilityai/stable-audio-3-small-music')
  expect(error).toContain('Agree and access repository')
  expect(error).toContain('https://huggingface.co/settings/tokens')
  expect(error).toContain('Set the environment variable HF_TOKEN to it and run again: retimbre pull small-music')
  expect(error).not.toContain('--token')
  if (token !== undefined) expect(error).not.toContain(token)
})
