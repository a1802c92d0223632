import { chmod, lstat, mkdir, readdir, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { repoFolders } from './hub/cache-layout.ts'
import { sha256 } from './hub/loopback-hub.test.fixture.ts'
import { openPullBench, type PullBench } from './hub/pull-bench.test.fixture.ts'
import { lockRepo } from './hub/repo-lock.ts'
import { type PullOptions, pullCheckpoint } from './hub.ts'

const MODEL = 'model.safetensors'
const TEXT_ENCODER = 't5gemma-b-b-ul2/model.safetensors'

let bench: PullBench

beforeEach(async () => {
  bench = await openPullBench()
})

test('a pull leaves every file in the layout of the Hugging Face cache', async () => {
  const { installed } = await bench.pull()
  expect(installed).toMatchObject({ name: 'small-music', complete: true, published: true })
  expect(installed.folder).toBe(bench.folders().snapshot(bench.hub.checkpoint.revision))
  for (const path of bench.hub.files.keys()) expect(await bench.isWhole(path)).toBe(true)
  expect(await readlink(bench.snapshotFile(TEXT_ENCODER))).toBe(`../../../blobs/${sha256(bench.bytesOf(TEXT_ENCODER))}`)
  expect(await readFile(bench.folders().mainRef, 'utf8')).toBe(bench.hub.checkpoint.revision)
  expect(await stat(bench.folders().missingMark(bench.hub.checkpoint.revision, 'NOTICE'))).toMatchObject({ size: 0 })
  expect((await readdir(bench.folders().blobs)).filter((name) => name.endsWith('.incomplete'))).toEqual([])
  expect(await readdir(bench.folders().folder)).not.toContain('retimbre.lock')
})

test('progress begins with the plan, rises over the whole checkpoint and ends at its size', async () => {
  const { events, installed } = await bench.pull()
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
  await bench.pull()
  bench.hub.requests.length = 0
  const { events, installed } = await bench.pull()
  expect(bench.hub.requests).toEqual([])
  expect(events.map(({ stage }) => stage)).toEqual(['plan'])
  expect(installed.complete).toBe(true)
})

test('a broken connection is taken up where it broke, after a pause', async () => {
  bench.hub.mishaps.push({ kind: 'break', afterBytes: 300_000 })
  const { events } = await bench.pull()
  const sent = bench.hub.sentBytesOf(MODEL)
  expect(sent).toHaveLength(2)
  const resumedAt = 700_000 - (sent[1] ?? 0)
  expect(resumedAt).toBeGreaterThan(0)
  expect(resumedAt).toBeLessThanOrEqual(300_000)
  expect(bench.hub.requests.filter(({ server }) => server === 'cdn')[1]?.range).toBe(`bytes=${resumedAt}-`)
  expect(events).toContainEqual(expect.objectContaining({ stage: 'retry', path: MODEL, waitMs: 1000 }))
  expect(await bench.isWhole(MODEL)).toBe(true)
})

test('a pull that was stopped goes on where it was when it is started again', async () => {
  const stop = new AbortController()
  const pulling = pullCheckpoint({ ...bench.options(), signal: stop.signal })
  const stopped = (async () => {
    for await (const event of pulling) if (event.stage === 'download') stop.abort(new Error('stopped by hand'))
  })()
  await expect(stopped).rejects.toThrow('stopped by hand')
  const left = (await stat(bench.folders().incomplete(sha256(bench.bytesOf(MODEL))))).size
  expect(left).toBeGreaterThan(0)
  const { events } = await bench.pull()
  expect(events[0]).toMatchObject({ stage: 'plan', downloadBytes: 1_150_000 - left })
  expect(bench.hub.sentBytesOf(MODEL).at(-1)).toBe(700_000 - left)
  expect(await bench.isWhole(MODEL)).toBe(true)
})

test('what another tool left of a download is used, and deleted when it turns out to be wrong', async () => {
  await bench.leaveBehind(MODEL, Buffer.alloc(200_000))
  await bench.pull()
  expect(bench.hub.sentBytesOf(MODEL)).toEqual([500_000, 700_000])
  expect(await bench.isWhole(MODEL)).toBe(true)
})

test('a server that knows no ranges sends the file from its beginning', async () => {
  await bench.leaveBehind(MODEL, bench.bytesOf(MODEL).subarray(0, 200_000))
  bench.hub.mishaps.push({ kind: 'no ranges' })
  await bench.pull()
  expect(bench.hub.sentBytesOf(MODEL)).toEqual([700_000])
  expect(await bench.isWhole(MODEL)).toBe(true)
})

test('bytes that are not the published ones are fetched once more', async () => {
  bench.hub.mishaps.push({ kind: 'other bytes' })
  await bench.pull()
  expect(bench.hub.sentBytesOf(MODEL)).toEqual([700_000, 700_000])
  expect(await bench.isWhole(MODEL)).toBe(true)
})

test('a server that keeps sending other bytes is given up, and nothing of them stays', async () => {
  bench.hub.mishaps.push({ kind: 'other bytes' }, { kind: 'other bytes' })
  await expect(bench.pull()).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/arrived twice with other bytes/),
  })
  const blobs = await readdir(bench.folders().blobs)
  expect(blobs.filter((name) => name.startsWith(sha256(bench.bytesOf(MODEL))))).toEqual([])
})

test('a busy server is left alone for as long as it asks, and a link that ran out is signed anew', async () => {
  bench.hub.mishaps.push(
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429, retryAfter: '7' },
    { kind: 'status', status: 403 },
  )
  await bench.pull()
  expect(bench.waits).toEqual([1000, 7000, 4000])
})

test('a server that never recovers is given up with a sentence, after bench.waits that grow', async () => {
  bench.hub.mishaps.push(...Array.from({ length: 9 }, () => ({ kind: 'status', status: 502 }) as const))
  await expect(bench.pull()).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/answered 502, 7 times in a row; what has arrived is kept/),
  })
  expect(bench.waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000])
})

test('the text encoder of another checkpoint is shared, not fetched again', async () => {
  await bench.pull()
  const sibling = await bench.openHub('small-sfx', 2)
  const { events } = await bench.pull({ checkpoint: sibling.checkpoint, endpoint: sibling.endpoint })
  expect(sibling.sentBytesOf(TEXT_ENCODER)).toEqual([])
  expect(sibling.sentBytesOf(MODEL)).toEqual([700_000])
  expect(events).toContainEqual(expect.objectContaining({ stage: 'shared', path: TEXT_ENCODER }))
  const hash = sha256(bench.bytesOf(TEXT_ENCODER))
  const ours = await stat(bench.folders().blob(hash))
  const theirs = await stat(repoFolders(bench.cacheFolder, sibling.checkpoint.repo).blob(hash))
  expect(theirs.ino).toBe(ours.ino)
})

test('files that another tool fetched at another revision are used once their hash is known', async () => {
  const blob = bench.folders().blob(sha256(bench.bytesOf(MODEL)))
  await mkdir(dirname(blob), { recursive: true })
  await writeFile(blob, bench.bytesOf(MODEL))
  const { events } = await bench.pull()
  expect(bench.hub.sentBytesOf(MODEL)).toEqual([])
  expect(events).toContainEqual(expect.objectContaining({ stage: 'verify', path: MODEL, doneBytes: 700_000 }))
  expect(await bench.isWhole(MODEL)).toBe(true)
})

test('an installed file that was damaged since is noticed and fetched again', async () => {
  await bench.pull()
  const damaged = Buffer.from(bench.bytesOf(MODEL))
  damaged[100] = (damaged[100] ?? 0) ^ 1
  await writeFile(bench.folders().blob(sha256(bench.bytesOf(MODEL))), damaged)
  await bench.pull()
  expect(bench.hub.sentBytesOf(MODEL)).toEqual([700_000, 700_000])
  expect(await bench.isWhole(MODEL)).toBe(true)
})

test('where no links can be made, the files themselves are in the snapshot, and are found there', async () => {
  const impossible = async (): Promise<void> => {
    throw Object.assign(new Error('operation not permitted'), { code: 'EPERM' })
  }
  const placings = [impossible, (from: string, to: string) => rename(from, to)]
  await bench.pull({ placings })
  expect((await lstat(bench.snapshotFile(MODEL))).isSymbolicLink()).toBe(false)
  bench.hub.requests.length = 0
  const { installed } = await bench.pull({ placings })
  expect(bench.hub.requests).toEqual([])
  expect(installed.complete).toBe(true)
})

test('a disk without room is told before the first byte', async () => {
  const pulling = bench.pull({ freeBytes: async () => 256e6 + 1_000_000 })
  await expect(pulling).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/needs 0\.00 GB and .* has room for/),
  })
  expect(bench.hub.requests).toEqual([])
})

test('a full disk during the download is told as it is and not retried', async () => {
  await mkdir(bench.folders().blobs, { recursive: true })
  await mkdir(bench.folders().incomplete(sha256(bench.bytesOf(MODEL))))
  await expect(bench.pull()).rejects.toMatchObject({ code: 'EISDIR' })
  expect(bench.waits).toEqual([])
})

test('two pulls of one checkpoint at a time are one too many', async () => {
  const unlock = await lockRepo(bench.folders().folder)
  await expect(bench.pull()).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/is installing the same checkpoint/),
  })
  await unlock()
  expect((await bench.pull()).installed.complete).toBe(true)
})

test('a checkpoint that is whole is found so while somebody else holds its lock', async () => {
  await bench.pull()
  const unlock = await lockRepo(bench.folders().folder)
  const { events, installed } = await bench.pull()
  await unlock()
  expect(events.map(({ stage }) => stage)).toEqual(['plan'])
  expect(installed.complete).toBe(true)
})

// Nothing is forbidden to root.
test.runIf(process.getuid?.() !== 0)('a cache that may only be read serves what is whole in it', async () => {
  await bench.pull()
  await rm(join(bench.folders().folder, 'retimbre.json'))
  const folders = [bench.folders().folder, bench.folders().blobs]
  for (const folder of folders) await chmod(folder, 0o555)
  onTestFinished(async () => {
    for (const folder of folders) await chmod(folder, 0o755)
  })
  bench.hub.requests.length = 0
  expect((await bench.pull()).installed.complete).toBe(true)
  expect(bench.hub.requests).toEqual([])
})

test('what has arrived is kept when a mirror without ranges breaks off before it gets there', async () => {
  bench.hub.mishaps.push({ kind: 'break', afterBytes: 500_000 }, { kind: 'no ranges', breakAfterBytes: 200_000 })
  bench.hub.mishaps.push({ kind: 'no ranges' })
  const arrived: number[] = []
  const sleep = async (): Promise<void> => {
    arrived.push((await stat(bench.folders().incomplete(sha256(bench.bytesOf(MODEL))))).size)
  }
  await bench.pull({ sleep })
  expect(arrived).toHaveLength(2)
  expect(arrived[0]).toBeGreaterThan(200_000)
  expect(arrived[1]).toBe(arrived[0])
  expect(await bench.isWhole(MODEL)).toBe(true)
})

test('what has arrived outlives one server that knows no more bytes, and not two in a row', async () => {
  await bench.leaveBehind(MODEL, bench.bytesOf(MODEL).subarray(0, 200_000))
  bench.hub.mishaps.push({ kind: 'status', status: 416 })
  await bench.pull()
  expect(bench.hub.sentBytesOf(MODEL)).toEqual([0, 500_000])
  await rm(bench.folders().folder, { recursive: true })
  bench.hub.requests.length = 0
  await bench.leaveBehind(MODEL, bench.bytesOf(MODEL).subarray(0, 200_000))
  bench.hub.mishaps.push({ kind: 'status', status: 416 }, { kind: 'status', status: 416 })
  await bench.pull()
  expect(bench.hub.sentBytesOf(MODEL)).toEqual([0, 0, 700_000])
  expect(await bench.isWhole(MODEL)).toBe(true)
})

test('a line that breaks after every few bytes is given up in the end', async () => {
  const breaking: PullOptions['fetch'] = async (url, init) => {
    const { status, headers, body } = await fetch(url, init)
    if (!url.includes('/bytes/')) return { status, headers, body }
    const part = async function* () {
      for await (const chunk of body ?? []) {
        yield chunk.subarray(0, 1000)
        throw new Error('the line broke')
      }
    }
    return { status, headers, body: Object.assign(part(), { cancel: async () => {} }) }
  }
  await expect(bench.pull({ fetch: breaking })).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/201 times in all/),
  })
})

test('a server whose file has another size than the published one is told so at once', async () => {
  bench.hub.files.set(MODEL, Buffer.alloc(10))
  await expect(bench.pull()).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/has 10 bytes, the published one 700000/),
  })
})
