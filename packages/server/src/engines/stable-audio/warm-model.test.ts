import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { EngineSettings } from '../settings.ts'
import type { Checkpoint } from './checkpoints.ts'
import type { OpenModel } from './library.ts'
import { createWarmModel } from './warm-model.ts'

let root: string
let opened: number
let closed: number

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'retimbre-warm-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  opened = 0
  closed = 0
  for (const path of ['model/t5gemma-b-b-ul2', 'loras']) await mkdir(join(root, path), { recursive: true })
  const files = ['model/model.safetensors', 'model/t5gemma-b-b-ul2/model.safetensors', 'loras/warm.safetensors']
  for (const path of files) await put(path, 'first')
})

const put = (path: string, text: string): Promise<void> => writeFile(join(root, path), text)

function warmModel() {
  const settings = { loraFolder: join(root, 'loras') } as EngineSettings
  const model: Partial<OpenModel> = {
    close: async () => {
      closed += 1
    },
  }
  const open = async (): Promise<OpenModel> => {
    opened += 1
    return model as OpenModel
  }
  const warm = createWarmModel(settings, { open })
  const checkpoint = { folder: join(root, 'model') } as Checkpoint
  return (...loras: string[]) => warm.use(checkpoint, loras)
}

test('one request after another finds the model open', async () => {
  const use = warmModel()
  await use('warm')
  await use('warm')
  expect([opened, closed]).toEqual([1, 0])
  await use()
  expect([opened, closed]).toEqual([2, 1])
})

test.each(['model/model.safetensors', 'model/t5gemma-b-b-ul2/model.safetensors', 'loras/warm.safetensors'])(
  'a model is opened anew when %s was replaced, by another size or at another time',
  async (path) => {
    const use = warmModel()
    await use('warm')
    await put(path, 'longer than before')
    await use('warm')
    expect([opened, closed]).toEqual([2, 1])
    await utimes(join(root, path), new Date(0), new Date(0))
    await use('warm')
    expect([opened, closed]).toEqual([3, 2])
  },
)
