import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemRandom } from '../ids.ts'
import { conversionKey, drawingKey, isFileKey, outputKeys, uploadKey } from './file-keys.ts'
import type { FileStore } from './files.ts'
import { connectLocalFiles, openLocalFiles } from './local-files.ts'

const KEY = 'uploads/0123456789abcdef0123456789abcdef/clip.mp3'
const MAX = 1024 * 1024
let folder: string
let files: FileStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retimbre-files-'))
  files = await openLocalFiles(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const inFlight = (): Promise<string[]> => readdir(join(folder, '.incoming'))

test('what was put can be read whole, in part, and measured', async () => {
  expect(await files.put(KEY, Readable.from([Buffer.from('hello '), Buffer.from('world')]), MAX)).toEqual({
    key: KEY,
    sizeBytes: 11,
  })
  expect(await files.stat(KEY)).toEqual({ key: KEY, sizeBytes: 11 })
  expect(Buffer.from(await files.read(KEY)).toString()).toBe('hello world')
  expect(await text(await files.open(KEY))).toBe('hello world')
  expect(await text(await files.open(KEY, { start: 6, end: 8 }))).toBe('wor')
  expect(await inFlight()).toEqual([])
})

test('a key can be taken once, also when two try at the same moment', async () => {
  const puts = await Promise.allSettled(['one', 'two'].map((body) => files.put(KEY, Buffer.from(body), MAX)))
  const refused = puts.filter((put) => put.status === 'rejected')
  expect(refused.map(({ reason }) => reason.code)).toEqual(['file_exists'])
  await expect(files.put(KEY, Buffer.from('three'), MAX)).rejects.toMatchObject({ code: 'file_exists', status: 412 })
  expect(Buffer.from(await files.read(KEY)).toString()).toMatch(/^(one|two)$/)
  expect(await inFlight()).toEqual([])
})

test('a body that grows too large is broken off while it arrives, and nothing of it stays', async () => {
  let sent = 0
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) {
      sent += 1000
      yield Buffer.alloc(1000)
    }
  }
  await expect(files.put(KEY, Readable.from(endless()), 10_000)).rejects.toMatchObject({ code: 'file_too_large' })
  expect(sent).toBeLessThan(100_000)
  expect(await files.stat(KEY)).toBeUndefined()
  expect(await inFlight()).toEqual([])
})

test('a body that breaks off leaves nothing behind', async () => {
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from('half')
    throw new Error('the caller hung up')
  }
  await expect(files.put(KEY, Readable.from(broken()), MAX)).rejects.toThrow('the caller hung up')
  expect(await files.stat(KEY)).toBeUndefined()
  expect(await inFlight()).toEqual([])
})

test('a body that breaks off at once, before anything could listen to it, is an error like any other', async () => {
  const puts = Array.from({ length: 50 }, async () => {
    const body = new PassThrough()
    const put = files.put(KEY, body, MAX)
    body.destroy(new Error('the caller hung up'))
    await expect(put).rejects.toThrow('the caller hung up')
  })
  await Promise.all(puts)
  expect(await inFlight()).toEqual([])
})

test('a body for which no file can be opened is let go', async () => {
  await rm(join(folder, '.incoming'), { recursive: true })
  const body = new PassThrough()
  await expect(files.put(KEY, body, MAX)).rejects.toMatchObject({ code: 'ENOENT' })
  expect(body.destroyed).toBe(true)
})

test('a body that is shorter than promised never gets its name', async () => {
  const put = files.put(KEY, Buffer.from('half'), MAX, 8)
  await expect(put).rejects.toMatchObject({ code: 'size_mismatch', status: 400 })
  expect(await readdir(folder)).toEqual(['.incoming'])
  expect(await inFlight()).toEqual([])
})

test('the limit is named in the unit that suits it', async () => {
  const put = files.put(KEY, Buffer.alloc(3_100), 3_000)
  await expect(put).rejects.toThrow('The file is larger than the allowed 3 KiB.')
})

test.runIf(process.platform !== 'win32')('a full disk is an error, not a shorter file', async () => {
  // 100 blocks of 1 KiB, as the shell counts them: a write that crosses the limit is cut short, the next one fails.
  const program = `
    import { connectLocalFiles } from ${JSON.stringify(new URL('./local-files.ts', import.meta.url).href)}
    const put = connectLocalFiles(${JSON.stringify(folder)}).put(${JSON.stringify(KEY)}, Buffer.alloc(300_000), ${MAX})
    console.log(await put.catch((error) => error.code))`
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)('bash', ['-c', 'ulimit -f 100; exec "$@"', 'bash', ...node])
  expect(stdout).toBe('EFBIG\n')
  expect(await files.stat(KEY)).toBeUndefined()
  expect(await inFlight()).toEqual([])
})

test('what a crash left half received is swept away at the next start, and finished files stay', async () => {
  await files.put(KEY, Buffer.from('finished'), MAX)
  await writeFile(join(folder, '.incoming', 'half'), 'half')
  await openLocalFiles(folder)
  expect(await inFlight()).toEqual([])
  expect(await files.stat(KEY)).toBeDefined()
})

test('a second process does not sweep away what the first is receiving', async () => {
  await writeFile(join(folder, '.incoming', 'half'), 'half')
  connectLocalFiles(folder)
  expect(await inFlight()).toEqual(['half'])
})

test.each([
  '../secret',
  'uploads/../../secret',
  'uploads/0123456789abcdef/../../../secret',
  'uploads/0123456789abcdef/..',
  'uploads/0123456789abcdef/.hidden',
  'uploads/0123456789abcdef/a/b.mp3',
  'uploads/0123456789abcdef/a\\b.mp3',
  'uploads/0123456789abcdef/a\0.mp3',
  '/etc/passwd',
  '.incoming/x/y',
  'database/0123456789abcdef/PG_VERSION',
  'drawings/uploads-../a.peaks',
  'drawings/0123456789abcdef/a.peaks',
  'conversions/outputs-../0.wav.mp3',
  'uploads/0123456789abcdef/%2e%2e',
  '',
])('the key %j leads nowhere', async (key) => {
  expect(await files.stat(key)).toBeUndefined()
  await expect(files.read(key)).rejects.toMatchObject({ code: 'not_found' })
  await expect(files.open(key)).rejects.toMatchObject({ code: 'not_found' })
  await expect(files.put(key, Buffer.from('x'), MAX)).rejects.toMatchObject({ code: 'bad_file_key' })
  await files.delete(key)
})

test('a folder is not a file', async () => {
  await mkdir(join(folder, 'uploads', '0123456789abcdef', 'folder'), { recursive: true })
  expect(await files.stat('uploads/0123456789abcdef/folder')).toBeUndefined()
})

test('deleting removes the file and its own folder, and a missing file is no error', async () => {
  await files.put(KEY, Buffer.from('x'), MAX)
  await files.delete(KEY)
  await files.delete(KEY)
  expect(await files.stat(KEY)).toBeUndefined()
  expect(await readdir(join(folder, 'uploads'))).toEqual([])
})

test('what was drawn of a file goes with it, and cannot be fetched as a file', async () => {
  await files.put(KEY, Buffer.from('x'), MAX)
  const drawings = [drawingKey(KEY, 'peaks'), drawingKey(KEY, 'spectrogram')]
  for (const key of drawings) await files.put(key, Buffer.from('x'), MAX)
  expect(drawings.filter(isFileKey)).toEqual([])
  await files.delete(KEY)
  expect(await Promise.all(drawings.map((key) => files.stat(key)))).toEqual([undefined, undefined])
  expect(await readdir(join(folder, 'drawings'))).toEqual([])
})

test('a result in other formats goes with it, and cannot be fetched as a file', async () => {
  const [key] = outputKeys(systemRandom, 1, 'mp3')
  await files.put(key, Buffer.from('x'), MAX)
  const conversions = [
    conversionKey(key, { format: 'ogg', sampleFormat: undefined }),
    conversionKey(key, { format: 'wav', sampleFormat: 'f32' }),
  ]
  expect(conversions[1]).toBe(`${key.replace('outputs/', 'conversions/outputs-')}.wav-f32`)
  for (const one of conversions) await files.put(one, Buffer.from('x'), MAX)
  expect(conversions.filter(isFileKey)).toEqual([])
  await files.delete(key)
  expect(await readdir(join(folder, 'conversions'))).toEqual([])
})

test.each([
  ['Gitar Kaydı (2).mp3', /^uploads\/[0-9a-f]{32}\/Gitar-Kayd-2\.mp3$/],
  ['../../etc/passwd', /^uploads\/[0-9a-f]{32}\/etc-passwd$/],
  ['音楽.FLAC', /^uploads\/[0-9a-f]{32}\/audio\.flac$/],
  ['', /^uploads\/[0-9a-f]{32}\/audio$/],
  [`${'a'.repeat(500)}.wav`, /^uploads\/[0-9a-f]{32}\/a{80}\.wav$/],
])('a file that a caller calls %j gets a plain key', (filename, expected) => {
  const key = uploadKey(systemRandom, filename)
  expect(key).toMatch(expected)
  expect(isFileKey(key)).toBe(true)
})

test('results have keys of their own at every attempt, in one folder', () => {
  const [first, second] = outputKeys(systemRandom, 2, 'mp3')
  expect(first).toMatch(/^outputs\/[0-9a-f]{32}\/0\.mp3$/)
  expect(second).toBe(first?.replace('/0.mp3', '/1.mp3'))
  expect(outputKeys(systemRandom, 1, 'mp3')).not.toEqual([first])
})
