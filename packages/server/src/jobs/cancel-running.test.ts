import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { House } from '../house.ts'
import type { Settings } from '../settings.ts'
import { newPrediction } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import type { Prediction } from './prediction.ts'
import type { WorkerSupervisor } from './worker-supervisor.ts'

const TONE_ENGINE = new URL('../testing/tone-engine.test.fixture.ts', import.meta.url).href

let house: House & { readonly settings: Settings }
let worker: WorkerSupervisor
let scratch: string

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'retimbre-scratch-'))
  const billing = { billing: true, startingCreditMicrodollars: 1_000_000 }
  house = await openTestHouse(billing, { engineModules: [TONE_ENGINE] })
  worker = house.startWorker()
})
afterAll(async () => {
  await house.close()
  await rm(scratch, { recursive: true, force: true })
})

async function submit(prompt: string): Promise<string> {
  const request = await newPrediction(house)
  return (await house.predictions.submit({ ...request, render: { ...request.render, prompt } })).id
}

const finished = (id: string): Promise<Prediction | undefined> =>
  house.predictions.waitUntilFinished(house.ownerAccountId, id, 45_000, new AbortController().signal)

async function seenRendering(id: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const prediction = await house.predictions.find(house.ownerAccountId, id)
      expect(prediction).toMatchObject({ status: 'processing', progress: { stage: 'tone' } })
    },
    { timeout: 45_000 },
  )
}

test('a render that is cancelled stops in the worker process, and its place goes to the next job', async () => {
  const before = await house.ledger.balanceMicrodollars(house.ownerAccountId)
  // Never opened: only an abort ends this render.
  const endless = await submit(`wait for ${join(scratch, 'never')}`)
  await seenRendering(endless)
  const { pid } = worker
  expect(await house.predictions.cancel(house.ownerAccountId, endless)).toMatchObject({ status: 'failed' })
  expect(await house.ledger.balanceMicrodollars(house.ownerAccountId)).toBe(before)

  expect(await finished(await submit('a tone'))).toMatchObject({ status: 'completed' })
  expect(worker.pid).toBe(pid)
})

test('an engine deep in a step that heeds nobody is killed for it, and the next job is rendered', async () => {
  const deaf = await submit('hang')
  await seenRendering(deaf)
  await house.predictions.cancel(house.ownerAccountId, deaf)
  expect(await finished(await submit('a tone'))).toMatchObject({ status: 'completed' })
})

test('the result of a job that was cancelled while its worker could not hear is discarded', async () => {
  const gate = join(scratch, 'gate')
  const id = await submit(`wait for ${gate}`)
  await seenRendering(id)
  const pid = worker.pid ?? 0
  const stored = await outputFolders()
  process.kill(pid, 'SIGSTOP')
  await house.predictions.cancel(house.ownerAccountId, id)
  await writeFile(gate, '')
  process.kill(pid, 'SIGCONT')

  const next = await finished(await submit('a tone'))
  expect(next).toMatchObject({ status: 'completed' })
  expect(await house.predictions.find(house.ownerAccountId, id)).toMatchObject({ status: 'failed', errorCode: 1405 })
  expect(await outputFolders()).toHaveLength(stored.length + 1)
})

function outputFolders(): Promise<readonly string[]> {
  return readdir(join(house.settings.dataFolder, 'files', 'outputs')).catch(() => [])
}
