import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testing/temporary-folder.test.fixture.ts'
import { accessToken } from './access-token.ts'
import { checkpointCacheFolder } from './cache-layout.ts'

test.each([
  ['nothing', {}, join(homedir(), '.cache', 'huggingface', 'hub')],
  ['the cache folder of the system', { XDG_CACHE_HOME: '/cache' }, join('/cache', 'huggingface', 'hub')],
  ['the home of Hugging Face', { HF_HOME: '/hf', XDG_CACHE_HOME: '/cache' }, join('/hf', 'hub')],
  ['the folder itself', { HF_HUB_CACHE: '/models', HF_HOME: '/hf' }, '/models'],
  ['the older name of it', { HUGGINGFACE_HUB_CACHE: '/older', HF_HOME: '/hf' }, '/older'],
])('the cache lies where Hugging Face has it when the environment names %s', (_, environment, folder) => {
  expect(checkpointCacheFolder(environment)).toBe(folder)
})

test('the token comes from the environment, else from the file of the log-in, without its line end', async () => {
  const home = temporaryFolder()
  expect(await accessToken({ HF_HOME: home })).toBeUndefined()
  await writeFile(join(home, 'token'), 'hf_file\n')
  expect(await accessToken({ HF_HOME: home })).toBe('hf_file')
  await mkdir(join(home, 'other'))
  await writeFile(join(home, 'other', 'secret'), 'hf_elsewhere')
  expect(await accessToken({ HF_HOME: home, HF_TOKEN_PATH: join(home, 'other', 'secret') })).toBe('hf_elsewhere')
  expect(await accessToken({ HF_HOME: home, HUGGING_FACE_HUB_TOKEN: 'hf_old' })).toBe('hf_old')
  expect(await accessToken({ HF_HOME: home, HUGGING_FACE_HUB_TOKEN: 'hf_old', HF_TOKEN: ' hf_new ' })).toBe('hf_new')
})
