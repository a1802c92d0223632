import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { Client as CurrentClient } from 'wavespeed'
import { Client as PreviousClient } from 'wavespeed-0.2'
import { AUDIO_TO_AUDIO, KEY, type MemoryHouse } from './testing/memory-house.test.fixture.ts'
import { listeningServer } from './testing/memory-server.test.fixture.ts'

const INPUT = { audio: 'https://audio.example.org/guitar.mp3', prompt: 'downtown dusk neo soul pocket groove' }
const OUTPUT = 'outputs/6f1e6f1e6f1e6f1e/0.mp3'
const SYNC = { deadlineMs: 60_000, heartbeatMs: 20 }
const QUICK = { pollInterval: 0.01 }

/** The official JavaScript clients, as published. Retries of whole tasks are on, so that a wrong word costs a task. */
const CLIENTS = [
  [
    'wavespeed 0.3.2',
    (baseUrl: string, key = KEY) => new CurrentClient(key, { baseUrl, maxRetries: 2, retryInterval: 0.01 }),
  ],
  [
    'wavespeed 0.2.3',
    (baseUrl: string, key = KEY) => new PreviousClient(key, { baseUrl, maxRetries: 2, retryInterval: 0.01 }),
  ],
] as const

afterEach(() => {
  vi.restoreAllMocks()
})

/** Ends every task as soon as it is submitted. */
function endTasks(house: MemoryHouse, end: (id: string) => void): void {
  const submit = house.predictions.submitOnce
  vi.spyOn(house.predictions, 'submitOnce').mockImplementation(async (request, idempotency) => {
    const submitted = await submit(request, idempotency)
    setImmediate(() => end(submitted.prediction.id))
    return submitted
  })
}

async function temporaryFile(name: string, content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'retimbre-client-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

test.each(CLIENTS)('%s runs a task and downloads the result', async (_name, connect) => {
  const { house, url } = await listeningServer()
  await house.files.put(OUTPUT, Buffer.from('sound'), 100)
  endTasks(house, (id) => house.predictions.complete(id, [OUTPUT]))
  const { outputs } = await connect(url).run(AUDIO_TO_AUDIO, INPUT, QUICK)
  expect(outputs).toEqual([`${url}/files/${OUTPUT}`])
  expect(await (await fetch(outputs[0])).text()).toBe('sound')
  expect(house.predictions.all.size).toBe(1)
})

test.each(CLIENTS)('%s runs a task in sync mode', async (_name, connect) => {
  const { house, url } = await listeningServer({}, { sync: SYNC })
  endTasks(house, (id) => house.predictions.complete(id, [OUTPUT]))
  const { outputs } = await connect(`${url}//`).run(AUDIO_TO_AUDIO, INPUT, { enableSyncMode: true })
  expect(outputs).toEqual([`${url}/files/${OUTPUT}`])
  expect(house.predictions.all.size).toBe(1)
})

test.each(CLIENTS)(
  '%s submits once however long a sync run takes, because the headers come first',
  async (_name, connect) => {
    const { house, url } = await listeningServer({}, { sync: SYNC })
    const submitted = house.predictions.submitted()
    const answered = headersArrived()
    const running = connect(url).run(AUDIO_TO_AUDIO, INPUT, { enableSyncMode: true })
    const { id } = await submitted
    // The previous client gives a submit ten seconds until its headers arrive; here they do while the task still runs.
    await answered
    expect(house.predictions.all.get(id)?.status).toBe('created')
    house.predictions.complete(id, [OUTPUT])
    expect((await running).outputs).toEqual([`${url}/files/${OUTPUT}`])
    expect(house.predictions.all.size).toBe(1)
  },
)

/** Resolves when the next answer's headers have reached the client. */
function headersArrived(): Promise<void> {
  const realFetch = globalThis.fetch
  return new Promise((resolve) => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const response = await realFetch(input, init)
      resolve()
      return response
    })
  })
}

test.each(CLIENTS)('%s reports a failed task once, and does not pay for another', async (_name, connect) => {
  const { house, url } = await listeningServer({}, { sync: SYNC })
  endTasks(house, (id) => house.predictions.fail(id, 'The audio file could not be decoded.'))
  const client = connect(url)
  await expect(client.run(AUDIO_TO_AUDIO, INPUT, QUICK)).rejects.toThrow('The audio file could not be decoded.')
  const { outputs, detail } = await client.runNoThrow(AUDIO_TO_AUDIO, INPUT, { enableSyncMode: true })
  expect(outputs).toBeNull()
  expect(detail.status).toBe('failed')
  expect(house.predictions.all.size).toBe(2)
})

test.each(CLIENTS)('%s shows why a submit was refused, and does not try again', async (_name, connect) => {
  const { house, url } = await listeningServer()
  const submissions = vi.spyOn(globalThis, 'fetch')
  const badFormat = connect(url).run(AUDIO_TO_AUDIO, { ...INPUT, output_format: 'wma' })
  await expect(badFormat).rejects.toThrow(/HTTP 400.*output_format.*must be one of \[mp3 wav/)
  await expect(connect(url, 'wsk_wrong').run(AUDIO_TO_AUDIO, INPUT)).rejects.toThrow(
    /HTTP 401.*Missing or unknown API key/,
  )
  house.predictions.balance.microdollars = 0
  await expect(connect(url).run(AUDIO_TO_AUDIO, INPUT)).rejects.toThrow(/HTTP 402.*Insufficient credits/)
  await expect(connect(url).run('acme/sing', INPUT)).rejects.toThrow(/HTTP 404.*There is no model/)
  expect(submissions).toHaveBeenCalledTimes(4)
  expect(house.predictions.all.size).toBe(0)
})

test.each(
  CLIENTS.flatMap(([name, connect]) =>
    ['mp3', 'wav', 'flac', 'ogg', 'opus', 'm4a', 'aac'].map((end) => [name, end, connect] as const),
  ),
)('%s uploads .%s and uses the address as a source', async (_name, extension, connect) => {
  const { house, url } = await listeningServer()
  const path = await temporaryFile(`gitar çalışı.${extension}`, `sound of ${extension}`)
  const address = await connect(url).upload(path)
  expect(address).toMatch(new RegExp(`^${url}/files/uploads/.+\\.${extension}$`))
  expect(await (await fetch(address)).text()).toBe(await readFile(path, 'utf8'))
  endTasks(house, (id) => house.predictions.complete(id, [OUTPUT]))
  await connect(url).run(AUDIO_TO_AUDIO, { ...INPUT, audio: address }, QUICK)
  const [prediction] = house.predictions.all.values()
  expect(prediction?.source).toEqual({ kind: 'file', key: new URL(address).pathname.slice('/files/'.length) })
})

test('the current client learns from a passed deadline where the result will be', async () => {
  const { house, url } = await listeningServer({}, { sync: { deadlineMs: 1, heartbeatMs: 60_000 } })
  const client = new CurrentClient(KEY, { baseUrl: url, maxRetries: 2 })
  const { outputs, detail } = await client.runNoThrow(AUDIO_TO_AUDIO, INPUT, { enableSyncMode: true })
  const [id] = house.predictions.all.keys()
  expect(outputs).toBeNull()
  expect(detail).toMatchObject({
    taskId: id,
    status: 'processing',
    resultUrl: `${url}/api/v3/predictions/${id}/result`,
  })
  expect(house.predictions.all.size).toBe(1)
})
