import { mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.test.fixture.ts'
import { CHECKPOINT_NAMES, downloadBytes, PUBLISHED_CHECKPOINTS, publishedCheckpoint } from '../catalogue.ts'
import { localRepo, repoFolders } from './cache-layout.ts'
import { cachedCheckpoints, findCheckpoint, installedCheckpoints } from './installed.ts'

let cacheFolder: string

beforeEach(() => {
  cacheFolder = temporaryFolder()
})

/** Files of the right sizes and without content, which take no room. */
async function layOut(folder: string, files: readonly { readonly path: string; readonly sizeBytes?: number }[]) {
  for (const { path, sizeBytes = 1 } of files) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, '')
    await truncate(file, sizeBytes)
  }
}

const small = publishedCheckpoint('small-music')
const smallFiles = [...small.weights, ...small.texts.filter(({ required }) => required)]
const snapshotOf = (revision = small.revision) => repoFolders(cacheFolder, small.repo).snapshot(revision)

async function installLocal(name: string): Promise<string> {
  const folders = repoFolders(cacheFolder, localRepo(name))
  await layOut(folders.snapshot('abc'), smallFiles)
  await mkdir(dirname(folders.mainRef), { recursive: true })
  await writeFile(folders.mainRef, 'abc\n')
  return folders.snapshot('abc')
}

test('an empty or absent cache holds nothing', async () => {
  expect(await installedCheckpoints(cacheFolder)).toEqual([])
  expect(await installedCheckpoints(join(cacheFolder, 'absent'))).toEqual([])
})

test('a published checkpoint that is whole is listed with its folder, size, revision and licence', async () => {
  await layOut(snapshotOf(), smallFiles)
  expect(await installedCheckpoints(cacheFolder)).toEqual([
    {
      name: 'small-music',
      folder: snapshotOf(),
      sizeBytes: downloadBytes(small),
      repo: 'stabilityai/stable-audio-3-small-music',
      revision: small.revision,
      licence: 'Stability AI Community License and Gemma Terms of Use (its text encoder)',
      complete: true,
      published: true,
    },
  ])
})

test('one that lacks a file, or part of one, is in the cache and not installed', async () => {
  await layOut(snapshotOf(), smallFiles)
  await truncate(join(snapshotOf(), 'model.safetensors'), 1000)
  expect(await installedCheckpoints(cacheFolder)).toEqual([])
  expect(await cachedCheckpoints(cacheFolder)).toMatchObject([{ name: 'small-music', complete: false }])
  await expect(findCheckpoint('small-music', cacheFolder)).rejects.toMatchObject({
    code: 'checkpoint_not_found',
    message: expect.stringMatching(/installed only in part; run: retimbre pull small-music/),
  })
})

test('a revision that another tool has fetched serves, and is not taken for the one that is known', async () => {
  await layOut(snapshotOf('0123'), smallFiles)
  expect(await installedCheckpoints(cacheFolder)).toMatchObject([
    { name: 'small-music', revision: '0123', complete: true, published: false },
  ])
  await layOut(snapshotOf(), smallFiles)
  expect(await installedCheckpoints(cacheFolder)).toMatchObject([{ revision: small.revision, published: true }])
})

test('a pull that was cut short does not hide a whole revision of another tool', async () => {
  await layOut(snapshotOf('0123'), smallFiles)
  await layOut(snapshotOf(), smallFiles.slice(1))
  expect(await installedCheckpoints(cacheFolder)).toMatchObject([
    { revision: '0123', complete: true, published: false },
  ])
})

test('what was installed from a folder is listed under its name, after the published ones', async () => {
  await layOut(snapshotOf(), smallFiles)
  const folder = await installLocal('my-drums')
  expect(await installedCheckpoints(cacheFolder)).toMatchObject([
    { name: 'small-music' },
    { name: 'my-drums', folder, repo: 'local/my-drums', published: false, complete: true },
  ])
})

test('published bytes come before own files of the same name, which come before nothing', async () => {
  const own = await installLocal('small-music')
  expect(await findCheckpoint('small-music', cacheFolder)).toMatchObject({ folder: own })
  await layOut(snapshotOf(), smallFiles)
  expect(await installedCheckpoints(cacheFolder)).toMatchObject([{ folder: snapshotOf() }])
  expect(await findCheckpoint('small-music', cacheFolder)).toMatchObject({ folder: snapshotOf() })
})

test('a checkpoint is found by its short name, by that of its repository, and by its folder', async () => {
  await layOut(snapshotOf(), smallFiles)
  const names = ['small-music', 'stable-audio-3-small-music', 'stabilityai/stable-audio-3-small-music']
  for (const name of names) expect(await findCheckpoint(name, cacheFolder)).toMatchObject({ folder: snapshotOf() })
  const elsewhere = join(temporaryFolder(), 'mine')
  await layOut(elsewhere, smallFiles)
  expect(await findCheckpoint(elsewhere, cacheFolder)).toEqual({ name: 'mine', folder: elsewhere })
})

test.each([
  ['small-sfx', /small-sfx is not installed; run: retimbre pull small-sfx/],
  ['tiny', /nothing is published as "tiny"; there are small-music, /],
  ['/nowhere/at/all', /no model_config.json in \/nowhere\/at\/all/],
])('%s is not found, and the sentence says what to do', async (name, words) => {
  await expect(findCheckpoint(name, cacheFolder)).rejects.toMatchObject({
    code: 'checkpoint_not_found',
    message: expect.stringMatching(words),
  })
})

test('a local checkpoint whose revision is gone is not listed', async () => {
  const folder = await installLocal('my-drums')
  await rm(folder, { recursive: true })
  expect(await installedCheckpoints(cacheFolder)).toEqual([])
})

test('the catalogue holds each name once, with hashes and commits of the right form', () => {
  expect(PUBLISHED_CHECKPOINTS.map(({ name }) => name)).toEqual([...CHECKPOINT_NAMES])
  const hashes = PUBLISHED_CHECKPOINTS.map(({ weights }) => weights[0]?.sha256 ?? '')
  expect(new Set(hashes).size).toBe(6)
  for (const { weights, revision } of PUBLISHED_CHECKPOINTS) {
    expect(revision).toMatch(/^[0-9a-f]{40}$/)
    for (const { sha256 } of weights) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
  }
})
