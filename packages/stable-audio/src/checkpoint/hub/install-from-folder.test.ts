import { createHash } from 'node:crypto'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type GoldenCheckpoint, goldenCheckpoint } from '../../testing/golden-checkpoint.test.fixture.ts'
import { temporaryFolder } from '../../testing/temporary-folder.test.fixture.ts'
import { type PublishedCheckpoint, publishedCheckpoint } from '../catalogue.ts'
import { openCheckpoint } from '../open.ts'
import { localRepo, repoFolders } from './cache-layout.ts'
import { type FolderInstallOptions, installFromFolder } from './install-from-folder.ts'
import { type InstalledCheckpoint, installedCheckpoints } from './installed.ts'
import { lockRepo } from './repo-lock.ts'

const MODEL = 'model.safetensors'
const TEXT_ENCODER = 't5gemma-b-b-ul2/model.safetensors'

let tiny: GoldenCheckpoint
let cacheFolder: string

beforeAll(async () => {
  tiny = await goldenCheckpoint('small')
})

afterAll(() => tiny.dispose())

beforeEach(() => {
  cacheFolder = temporaryFolder()
})

async function install(options: Partial<FolderInstallOptions> = {}): Promise<InstalledCheckpoint> {
  const installing = installFromFolder({
    ...{ name: 'my-drums', from: tiny.folder, cacheFolder, acceptLicence: async () => false },
    signal: new AbortController().signal,
    ...options,
  })
  for (;;) {
    const step = await installing.next()
    if (step.done) return step.value
  }
}

/** A copy that a test may change. */
function copyOfTiny(): string {
  const folder = join(temporaryFolder(), 'copy')
  cpSync(tiny.folder, folder, { recursive: true })
  return folder
}

const hashOf = (path: string): string =>
  createHash('sha256')
    .update(readFileSync(join(tiny.folder, path)))
    .digest('hex')

/** A catalogue in which the tiny checkpoint is the published one. */
function catalogueOfTiny(): readonly PublishedCheckpoint[] {
  const files = [MODEL, TEXT_ENCODER].map((path) => ({
    path,
    sizeBytes: readFileSync(join(tiny.folder, path)).length,
    sha256: hashOf(path),
  }))
  return [{ ...publishedCheckpoint('small-music'), weights: files, texts: [] }]
}

test('a fine-tune is installed under a free name, can be opened there, and shares no bytes with the folder', async () => {
  const installed = await install()
  expect(installed).toMatchObject({ name: 'my-drums', repo: 'local/my-drums', complete: true, published: false })
  expect(await installedCheckpoints(cacheFolder)).toEqual([installed])
  const checkpoint = await openCheckpoint(installed.folder)
  checkpoint.close()
  expect(checkpoint.name).toBe('my-drums')
  const [ours, theirs] = await Promise.all([stat(join(installed.folder, MODEL)), stat(join(tiny.folder, MODEL))])
  // A training that goes on writes into its own file.
  expect(ours.ino).not.toBe(theirs.ino)
})

test('the text encoder of a fine-tune that has none is that of an installed checkpoint', async () => {
  const whole = await install({ name: 'whole' })
  const from = copyOfTiny()
  rmSync(join(from, 't5gemma-b-b-ul2'), { recursive: true })
  const installed = await install({ name: 'part', from })
  expect(installed.complete).toBe(true)
  const encoder = await realpath(join(installed.folder, TEXT_ENCODER))
  expect((await stat(encoder)).ino).toBe((await stat(join(whole.folder, TEXT_ENCODER))).ino)
})

test('without any text encoder to take, the sentence names the file', async () => {
  const from = copyOfTiny()
  rmSync(join(from, 't5gemma-b-b-ul2'), { recursive: true })
  await expect(install({ from })).rejects.toMatchObject({
    code: 'checkpoint_not_found',
    message: expect.stringMatching(
      /no t5gemma-b-b-ul2\/model.safetensors in .*no installed checkpoint to take it from/,
    ),
  })
})

test('other files under a published name are kept apart from what is published', async () => {
  const installed = await install({ name: 'small-music' })
  expect(installed).toMatchObject({ name: 'small-music', repo: 'local/small-music', published: false })
  expect(await readdir(cacheFolder)).toEqual(['models--local--small-music'])
})

test('the published files are installed as such, after their licence was accepted', async () => {
  const catalogue = catalogueOfTiny()
  const wanted = { name: 'small-music', catalogue }
  await expect(install(wanted)).rejects.toMatchObject({ code: 'licence_not_accepted' })
  const installed = await install({ ...wanted, acceptLicence: async () => true })
  expect(installed).toMatchObject({
    repo: 'stabilityai/stable-audio-3-small-music',
    revision: catalogue[0]?.revision,
    ...{ complete: true, published: true },
  })
})

test('a second installation under the same name takes the place of the first', async () => {
  const first = await install()
  const from = copyOfTiny()
  writeFileSync(join(from, 'NOTICE'), 'second')
  const second = await install({ from })
  expect(second.revision).not.toBe(first.revision)
  const folders = repoFolders(cacheFolder, localRepo('my-drums'))
  expect(await readdir(folders.snapshots)).toEqual([second.revision])
  expect(await readdir(folders.blobs)).toContain(hashOf(MODEL))
  expect(await installedCheckpoints(cacheFolder)).toEqual([second])
})

test('a folder that is no checkpoint leaves nothing behind', async () => {
  const from = copyOfTiny()
  writeFileSync(join(from, MODEL), 'not a checkpoint')
  await expect(install({ from })).rejects.toMatchObject({ code: 'checkpoint_damaged' })
  await expect(install({ from: temporaryFolder() })).rejects.toMatchObject({ code: 'checkpoint_not_found' })
  expect(await readdir(cacheFolder)).toEqual([])
})

test.each(['', '../up', 'a/b', 'a--b', 'a b', 'x'.repeat(65)])('"%s" is no name for a checkpoint', async (name) => {
  await expect(install({ name })).rejects.toMatchObject({ code: 'option_out_of_range' })
})

test('a folder is installed by one at a time, and only where there is room', async () => {
  const unlock = await lockRepo(repoFolders(cacheFolder, localRepo('my-drums')).folder)
  await expect(install()).rejects.toMatchObject({ code: 'download_failed' })
  await unlock()
  await expect(install({ freeBytes: async () => 256e6 })).rejects.toMatchObject({
    code: 'download_failed',
    message: expect.stringMatching(/has room for/),
  })
  expect((await install()).complete).toBe(true)
  // What is here already needs no room.
  expect((await install({ freeBytes: async () => 256e6 })).complete).toBe(true)
})
