import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { repoFolders } from './hub/cache-layout.ts'
import type { InstalledCheckpoint } from './hub/installed.ts'
import {
  GOOD_TOKEN,
  type LoopbackHub,
  openLoopbackHub,
  STRANGERS_TOKEN,
  sha256,
} from './hub/loopback-hub.test.fixture.ts'
import { type PullOptions, type PullProgress, pullCheckpoint } from './hub.ts'

const MODEL = 'model.safetensors'
const TEXT_ENCODER = 't5gemma-b-b-ul2/model.safetensors'

let hub: LoopbackHub
let cacheFolder: string
const opened: LoopbackHub[] = []

beforeEach(async () => {
  cacheFolder = await realpath(await mkdtemp(join(tmpdir(), 'retimbre-hub-')))
  hub = await openHub()
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
  await rm(cacheFolder, { recursive: true, force: true })
})

async function openHub(...[name, seed]: Parameters<typeof openLoopbackHub>): Promise<LoopbackHub> {
  const result = await openLoopbackHub(name, seed)
  opened.push(result)
  return result
}

const waits: number[] = []

interface Pulled {
  readonly installed: InstalledCheckpoint
  readonly events: PullProgress[]
}

async function pull(options: Partial<PullOptions> = {}): Promise<Pulled> {
  waits.length = 0
  const pulling = pullCheckpoint({ ...pullOptions(), ...options })
  const events: PullProgress[] = []
  for (;;) {
    const step = await pulling.next()
    if (step.done) return { installed: step.value, events }
    events.push(step.value)
  }
}

function pullOptions(): PullOptions {
  return {
    checkpoint: hub.checkpoint,
    endpoint: hub.endpoint,
    ...{ cacheFolder, fetch, acceptLicence: async () => true, signal: new AbortController().signal },
    now: () => new Date('2026-01-02T03:04:05Z'),
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
    },
  }
}

const folders = () => repoFolders(cacheFolder, hub.checkpoint.repo)
const snapshotFile = (path: string) => join(folders().snapshot(hub.checkpoint.revision), path)
const bytesOf = (path: string): Buffer => hub.files.get(path) ?? Buffer.alloc(0)

const isWhole = async (path: string): Promise<boolean> => bytesOf(path).equals(await readFile(snapshotFile(path)))

/** Puts the first bytes of a file where a pull that was stopped would have left them. */
async function leaveBehind(path: string, bytes: Buffer): Promise<void> {
  const file = folders().incomplete(sha256(bytesOf(path)))
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, bytes)
}

test('a pull leaves every file in the layout of the Hugging Face cache', async () => {
  const { installed } = await pull()
  expect(installed).toMatchObject({ name: 'small-music', complete: true, published: true })
  expect(installed.folder).toBe(folders().snapshot(hub.checkpoint.revision))
  for (const path of hub.files.keys()) expect(await isWhole(path)).toBe(true)
  expect(await readlink(snapshotFile(TEXT_ENCODER))).toBe(`../../../blobs/${sha256(bytesOf(TEXT_ENCODER))}`)
  expect(await readFile(folders().mainRef, 'utf8')).toBe(hub.checkpoint.revision)
  expect(await stat(folders().missingMark(hub.checkpoint.revision, 'NOTICE'))).toMatchObject({ size: 0 })
  expect((await readdir(folders().blobs)).filter((name) => name.endsWith('.incomplete'))).toEqual([])
  expect(await readdir(folders().folder)).not.toContain('retimbre.lock')
})

test('progress begins with the plan, rises over the whole checkpoint and ends at its size', async () => {
  const { events, installed } = await pull()
  const total = installed.sizeBytes
  expect(events[0]).toMatchObject({ stage: 'plan', downloadBytes: 700_000 + 400_000 + 50_000 })
  const done = events.flatMap((event) => (event.stage === 'download' ? [event.doneBytes] : []))
  expect(done).toEqual([...done].sort((a, b) => a - b))
  expect(done.length).toBeGreaterThanOrEqual(3)
  expect(done.at(-1)).toBe(total)
  expect(new Set(events.flatMap((event) => (event.stage === 'download' ? [event.totalBytes] : [])))).toEqual(
    new Set([total]),
  )
})

test('a complete checkpoint costs no request and no hash', async () => {
  await pull()
  hub.requests.length = 0
  const { events, installed } = await pull()
  expect(hub.requests).toEqual([])
  expect(events.map(({ stage }) => stage)).toEqual(['plan'])
  expect(installed.complete).toBe(true)
})

test('a broken connection is taken up where it broke, after a pause', async () => {
  hub.mishaps.push({ kind: 'break', afterBytes: 300_000 })
  const { events } = await pull()
  const sent = hub.sentBytesOf(`/${MODEL}`.slice(1))
  expect(sent).toHaveLength(2)
  const resumedAt = 700_000 - (sent[1] ?? 0)
  expect(resumedAt).toBeGreaterThan(0)
  expect(resumedAt).toBeLessThanOrEqual(300_000)
  expect(hub.requests.filter(({ server }) => server === 'cdn')[1]?.range).toBe(`bytes=${resumedAt}-`)
  expect(events).toContainEqual(expect.objectContaining({ stage: 'retry', path: MODEL, waitMs: 1000 }))
  expect(await isWhole(MODEL)).toBe(true)
})

test('a pull that was stopped goes on where it was when it is started again', async () => {
  const stop = new AbortController()
  const pulling = pullCheckpoint({ ...pullOptions(), signal: stop.signal })
  const stopped = (async () => {
    for await (const event of pulling) if (event.stage === 'download') stop.abort(new Error('stopped by hand'))
  })()
  await expect(stopped).rejects.toThrow('stopped by hand')
  const left = (await stat(folders().incomplete(sha256(bytesOf(MODEL))))).size
  expect(left).toBeGreaterThan(0)
  const { events } = await pull()
  expect(events[0]).toMatchObject({ stage: 'plan', downloadBytes: 1_150_000 - left })
  expect(hub.sentBytesOf(MODEL).at(-1)).toBe(700_000 - left)
  expect(await isWhole(MODEL)).toBe(true)
})

test('what another tool left of a download is used, and deleted when it turns out to be wrong', async () => {
  await leaveBehind(MODEL, Buffer.alloc(200_000))
  await pull()
  expect(hub.sentBytesOf(MODEL)).toEqual([500_000, 700_000])
  expect(await isWhole(MODEL)).toBe(true)
})

test('a server that knows no ranges sends the file from its beginning', async () => {
  await leaveBehind(MODEL, bytesOf(MODEL).subarray(0, 200_000))
  hub.mishaps.push({ kind: 'no ranges' })
  await pull()
  expect(hub.sentBytesOf(MODEL)).toEqual([700_000])
  expect(await isWhole(MODEL)).toBe(true)
})

test('bytes that are not the published ones are fetched once more', async () => {
  hub.mishaps.push({ kind: 'other bytes' })
  await pull()
  expect(hub.sentBytesOf(MODEL)).toEqual([700_000, 700_000])
  expect(await isWhole(MODEL)).toBe(true)
})

test('a server that keeps sending other bytes is given up, and nothing of them stays', async () => {
  hub.mishaps.push({ kind: 'other bytes' }, { kind: 'other bytes' })
  await expect(pull()).rejects.toMatchObject({ code: 'download_failed', message: /arrived twice with other bytes/ })
  const blobs = await readdir(folders().blobs)
  expect(blobs.filter((name) => name.startsWith(sha256(bytesOf(MODEL))))).toEqual([])
})

test('a busy server is left alone for as long as it asks, and a link that ran out is signed anew', async () => {
  hub.mishaps.push(
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429, retryAfter: '7' },
    { kind: 'status', status: 403 },
  )
  await pull()
  expect(waits).toEqual([1000, 7000, 4000])
})

test('a server that never recovers is given up with a sentence, after waits that grow', async () => {
  hub.mishaps.push(...Array.from({ length: 9 }, () => ({ kind: 'status', status: 502 }) as const))
  await expect(pull()).rejects.toMatchObject({
    code: 'download_failed',
    message: /answered 502, 7 times in a row; what has arrived is kept/,
  })
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000])
})

test('the token goes to the hub and to no other server', async () => {
  hub.gated = true
  await pull({ token: GOOD_TOKEN })
  const seen = (server: 'hub' | 'cdn') =>
    new Set(hub.requests.filter((each) => each.server === server).map((each) => each.authorization))
  expect(seen('hub')).toEqual(new Set([`Bearer ${GOOD_TOKEN}`]))
  expect(seen('cdn')).toEqual(new Set([undefined]))
})

test.each([
  ['without a token', undefined, /no token was given/],
  ['with a token that nobody knows', 'hf_unknown', /not recognised/],
  ['with the token of one who has not agreed', STRANGERS_TOKEN, /has not agreed to the conditions/],
])('a gated checkpoint %s is refused with the clicks that open it', async (_, token, reason) => {
  hub.gated = true
  const refused = expect(pull({ token })).rejects
  await refused.toMatchObject({ code: 'download_refused', message: reason })
  const error = await pull({ token }).catch((thrown: Error) => thrown.message)
  expect(error).toContain('https://huggingface.co/stabilityai/stable-audio-3-small-music')
  expect(error).toContain('Agree and access repository')
  expect(error).toContain('https://huggingface.co/settings/tokens')
  expect(error).toContain('retimbre pull small-music --token')
  if (token !== undefined) expect(error).not.toContain(token)
})

test('a token is not sent over a line that others can read', async () => {
  const asked: Record<string, string>[] = []
  const listening: PullOptions['fetch'] = async (_, { headers }) => {
    asked.push(headers)
    return { status: 401, headers: new Headers(), body: null }
  }
  const pulling = pull({ token: GOOD_TOKEN, endpoint: 'http://mirror.example.org', fetch: listening })
  await expect(pulling).rejects.toMatchObject({ code: 'download_refused', message: /not encrypted/ })
  expect(asked).toHaveLength(1)
  expect(asked[0]).not.toHaveProperty('authorization')
})

test('a redirect away from encryption is not followed', async () => {
  const downgrading: PullOptions['fetch'] = async () => ({
    ...{ status: 302, body: null },
    headers: new Headers({ location: 'http://cdn.example.org/file' }),
  })
  const pulling = pull({ endpoint: 'https://mirror.example.org', fetch: downgrading })
  await expect(pulling).rejects.toMatchObject({ code: 'download_failed', message: /without encryption/ })
})

test('a licence that is not accepted ends the pull before any request', async () => {
  await expect(pull({ acceptLicence: async () => false })).rejects.toMatchObject({
    code: 'licence_not_accepted',
    message: /Test Licence \(https:\/\/example.org\/licence\)/,
  })
  expect(hub.requests).toEqual([])
})

test('a licence is asked for once, and who accepted it when is noted', async () => {
  let questions = 0
  const acceptLicence = async (): Promise<boolean> => {
    questions += 1
    return true
  }
  await pull({ acceptLicence })
  await pull({ acceptLicence })
  const sibling = await openHub('small-sfx', 2)
  await pull({ acceptLicence, checkpoint: sibling.checkpoint, endpoint: sibling.endpoint })
  expect(questions).toBe(1)
  const record = JSON.parse(await readFile(join(folders().folder, 'retimbre.json'), 'utf8'))
  expect(record.acceptance).toEqual({
    family: 'stable-audio-3',
    acceptedBy: expect.stringMatching(/./),
    acceptedAt: '2026-01-02T03:04:05.000Z',
    revision: hub.checkpoint.revision,
    licences: [{ name: 'Test Licence', url: 'https://example.org/licence' }],
  })
})

test('the text encoder of another checkpoint is shared, not fetched again', async () => {
  await pull()
  const sibling = await openHub('small-sfx', 2)
  const { events } = await pull({ checkpoint: sibling.checkpoint, endpoint: sibling.endpoint })
  expect(sibling.sentBytesOf(TEXT_ENCODER)).toEqual([])
  expect(sibling.sentBytesOf(MODEL)).toEqual([700_000])
  expect(events).toContainEqual(expect.objectContaining({ stage: 'shared', path: TEXT_ENCODER }))
  const hash = sha256(bytesOf(TEXT_ENCODER))
  const ours = await stat(folders().blob(hash))
  const theirs = await stat(repoFolders(cacheFolder, sibling.checkpoint.repo).blob(hash))
  expect(theirs.ino).toBe(ours.ino)
})

test('files that another tool fetched at another revision are used once their hash is known', async () => {
  const blob = folders().blob(sha256(bytesOf(MODEL)))
  await mkdir(dirname(blob), { recursive: true })
  await writeFile(blob, bytesOf(MODEL))
  const { events } = await pull()
  expect(hub.sentBytesOf(MODEL)).toEqual([])
  expect(events).toContainEqual(expect.objectContaining({ stage: 'verify', path: MODEL, doneBytes: 700_000 }))
  expect(await isWhole(MODEL)).toBe(true)
})

test('an installed file that was damaged since is noticed and fetched again', async () => {
  await pull()
  const damaged = Buffer.from(bytesOf(MODEL))
  damaged[100] = (damaged[100] ?? 0) ^ 1
  await writeFile(folders().blob(sha256(bytesOf(MODEL))), damaged)
  await pull()
  expect(hub.sentBytesOf(MODEL)).toEqual([700_000, 700_000])
  expect(await isWhole(MODEL)).toBe(true)
})

test('where no links can be made, the files themselves are in the snapshot, and are found there', async () => {
  const { rename } = await import('node:fs/promises')
  const impossible = async (): Promise<void> => {
    throw Object.assign(new Error('operation not permitted'), { code: 'EPERM' })
  }
  const placings = [impossible, (from: string, to: string) => rename(from, to)]
  await pull({ placings })
  expect((await lstat(snapshotFile(MODEL))).isSymbolicLink()).toBe(false)
  hub.requests.length = 0
  const { installed } = await pull({ placings })
  expect(hub.requests).toEqual([])
  expect(installed.complete).toBe(true)
})

test('a disk without room is told before the first byte', async () => {
  const pulling = pull({ freeBytes: async () => 256e6 + 1_000_000 })
  await expect(pulling).rejects.toMatchObject({
    code: 'download_failed',
    message: /needs 0\.00 GB and .* has room for/,
  })
  expect(hub.requests).toEqual([])
})

test('a full disk during the download is told as it is and not retried', async () => {
  await mkdir(folders().blobs, { recursive: true })
  await mkdir(folders().incomplete(sha256(bytesOf(MODEL))))
  await expect(pull()).rejects.toMatchObject({ code: 'EISDIR' })
  expect(waits).toEqual([])
})

test('two pulls of one checkpoint at a time are one too many; a lock of a process that is gone is not', async () => {
  await mkdir(folders().folder, { recursive: true })
  const lock = join(folders().folder, 'retimbre.lock')
  await writeFile(lock, String(process.pid))
  await expect(pull()).rejects.toMatchObject({ code: 'download_failed', message: /is installing the same checkpoint/ })
  // Beyond the largest pid that a kernel gives.
  await writeFile(lock, '4194999')
  expect((await pull()).installed.complete).toBe(true)
})

test('a server whose file has another size than the published one is told so at once', async () => {
  hub.files.set(MODEL, Buffer.alloc(10))
  await expect(pull()).rejects.toMatchObject({
    code: 'download_failed',
    message: /has 10 bytes, the published one 700000/,
  })
})

test('an endpoint that is no address is refused', async () => {
  await expect(pull({ endpoint: 'mirror' })).rejects.toMatchObject({ code: 'option_out_of_range' })
})
