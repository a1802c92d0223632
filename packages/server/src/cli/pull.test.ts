import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { install } from './pull.ts'
import { readPullCommand } from './pull-command.ts'

let cache: string

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'retimbre-pull-'))
  onTestFinished(() => rm(cache, { recursive: true, force: true }))
})

async function hubThat(answers: RequestListener): Promise<string> {
  const server: Server = createServer(answers)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const tools = (environment: Record<string, string>) => ({
  accept: async () => true,
  display: { show: () => {} },
  ...{ fetch, environment, signal: new AbortController().signal },
})

test('the mirror, the token and the cache come from the environment when no flag names them', async () => {
  const asked: (string | undefined)[] = []
  const endpoint = await hubThat((request, response) => {
    asked.push(request.headers.authorization)
    response.writeHead(403).end()
  })
  const environment = { HF_ENDPOINT: endpoint, HF_TOKEN: 'hf_environment', HF_HUB_CACHE: cache }
  await expect(install(readPullCommand(['small-music']), tools(environment))).rejects.toMatchObject({
    code: 'download_refused',
  })
  const flagged = readPullCommand(['small-music', '--token', 'hf_flag'])
  await expect(install(flagged, tools(environment))).rejects.toMatchObject({ code: 'download_refused' })
  expect(asked).toEqual(['Bearer hf_environment', 'Bearer hf_flag'])
  expect(await readdir(cache)).toEqual(['models--stabilityai--stable-audio-3-small-music'])
})

test('a name that nobody published is refused with those that there are', async () => {
  const command = readPullCommand(['tiny', '--cache', cache])
  await expect(install(command, tools({}))).rejects.toThrow(/small-music, small-music-base/)
})

test('Ctrl-C ends a pull, says that it can be resumed, and leaves no lock', async () => {
  let arrived = (): void => {}
  const request = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const endpoint = await hubThat(() => arrived())
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const args = ['pull', 'small-music', '--yes', '--endpoint', endpoint, '--cache', cache]
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', main, ...args])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  await request
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(said).toContain('Accepted by --yes.')
  expect(said).toContain('the same command goes on from there')
  const repo = join(cache, 'models--stabilityai--stable-audio-3-small-music')
  expect(await readdir(repo)).not.toContain('retimbre.lock')
})
