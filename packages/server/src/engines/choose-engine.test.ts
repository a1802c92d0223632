import { expect, test } from 'vitest'
import { chooseEngine } from './choose-engine.ts'
import type { Engine, EngineCapabilities } from './port.ts'

const engineOf = (capabilities: Pick<EngineCapabilities, 'engine' | 'models' | 'checkpoints'>): Engine => ({
  capabilities: async () => ({ version: '1', description: '', ...capabilities }),
  render: () => {
    throw new Error('not asked')
  },
})

const diffusion = engineOf({
  ...{ engine: 'diffusion', models: ['a', 'b'] },
  checkpoints: { a: [{ name: 'medium', longestSeconds: 9 }], b: [{ name: 'small', longestSeconds: 9 }] },
})
const plain = engineOf({ engine: 'plain', models: ['a'] })

test('unasked, the first engine that serves the model renders it', async () => {
  expect(await chooseEngine([plain, diffusion], { model: 'a' })).toBe(plain)
  expect(await chooseEngine([plain, diffusion], { model: 'b' })).toBe(diffusion)
  await expect(chooseEngine([plain, diffusion], { model: 'c' })).rejects.toMatchObject({ code: 'no_engine' })
})

test('a named checkpoint is rendered by the engine that has it, and by no other', async () => {
  expect(await chooseEngine([plain, diffusion], { model: 'a', checkpoint: 'medium' })).toBe(diffusion)
  const gone = chooseEngine([plain, diffusion], { model: 'a', checkpoint: 'small-music' })
  await expect(gone).rejects.toMatchObject({ code: 'checkpoint_gone', taskCode: 5003 })
  await expect(gone).rejects.toThrow('retimbre pull small-music')
  await expect(chooseEngine([plain], { model: 'a', checkpoint: 'my-choir' })).rejects.toThrow('my-choir --from FOLDER')
})
