import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Checkpoint, findCheckpoints } from './checkpoints.ts'

async function found(path: string, configuration: object): Promise<readonly Checkpoint[]> {
  const root = await mkdtemp(join(tmpdir(), 'retimbre-checkpoints-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const folder = join(root, path)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'model_config.json'), JSON.stringify(configuration))
  const library = { installedCheckpoints: async () => [] }
  return findCheckpoints({ checkpointFolders: [folder], modelsCache: root }, library)
}

test.each([
  ['stable-audio-3-small-music', 'small-music'],
  ['my-drums', 'my-drums'],
  ['models--stabilityai--stable-audio-3-medium/snapshots/0123abcd', 'medium'],
])('the folder %s is called %s', async (path, name) => {
  expect(await found(path, {})).toMatchObject([{ name }])
})

test('a configuration without a length has the one of the published model that it is like', async () => {
  const differential = { model: { diffusion: { config: { attn_kwargs: { differential: true } } } } }
  expect(await found('a', {})).toMatchObject([{ longestSeconds: 120 }])
  expect(await found('b', differential)).toMatchObject([{ longestSeconds: 380 }])
  expect(await found('c', { ...differential, sample_size: 441_000 })).toMatchObject([{ longestSeconds: 10 }])
})
