import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { realServer } from '../../api/testing/real-server.test.fixture.ts'
import { freshDataFolder, removeDataFolder } from '../../testing/data-folder.test.fixture.ts'
import { account } from '../account.ts'
import { UsageError } from '../command-line.ts'
import { key } from '../key.ts'
import { announceServer, findServer, localAddress, withdrawServer } from './running-server.ts'

const TOKEN = 'local-admin-token-of-this-test'
let folder: string

beforeAll(async () => {
  folder = await freshDataFolder()
})
afterAll(() => removeDataFolder(folder))
afterEach(() => vi.restoreAllMocks())

/** What a command prints, without and with `--json`. */
async function printed(command: typeof account, args: readonly string[], data = folder): Promise<string> {
  const lines: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text))
    return true
  })
  try {
    expect(await command([...args, '--data', data])).toBe(0)
  } finally {
    spy.mockRestore()
  }
  return lines.join('')
}
const read = async (command: typeof account, args: readonly string[], data?: string) =>
  JSON.parse(await printed(command, [...args, '--json'], data))

test('without a server, accounts and keys are made, limited, paid and shut out in the database itself', async () => {
  const made = await read(account, ['create', 'Ada', '--credit', '10'])
  expect(made).toMatchObject({ name: 'Ada', role: 'member', balance: 10 })
  await read(account, ['top-up', made.id, '2.5', '--note', 'invoice 7', '--reference', 'inv-7'])
  await read(account, ['top-up', made.id, '2.5', '--note', 'invoice 7', '--reference', 'inv-7'])
  await read(account, ['limits', made.id, '--concurrency', '2'])
  await read(account, ['limits', made.id, '--submits-per-minute', '0'])
  expect(await read(account, ['suspend', made.id])).toMatchObject({
    balance: 12.5,
    limits: { concurrency: 2, submits_per_minute: 0 },
    suspended_at: expect.any(String),
  })
  expect((await read(account, ['resume', made.id])).suspended_at).toBeNull()
  expect((await read(account, ['limits', made.id, '--concurrency', 'default'])).limits.concurrency).toBeNull()
  expect(await read(account, ['top-ups', made.id])).toMatchObject([{ amount: 2.5, made_by: 'command-line' }])

  const text = await printed(key, ['create', '--account', made.id, '--name', 'laptop'])
  const [shown = ''] = /wsk_[A-Za-z0-9_-]{43}/.exec(text) ?? []
  expect(await printed(key, ['list', '--account', made.id])).not.toContain(shown.slice(0, 9))
  const [{ id }] = await read(key, ['list', '--account', made.id])
  expect((await read(key, ['limits', id, '--concurrency', '1'])).limits.concurrency).toBe(1)
  expect((await read(key, ['revoke', id])).revoked_at).toEqual(expect.any(String))
  expect(await printed(account, ['list'])).toMatch(/Ada +member +\$12\.5 +default +none/)
})

test('a server that holds the folder is asked, and knows of the change at once', async () => {
  const server = await realServer({ billing: true }, { localAdminToken: TOKEN })
  onTestFinished(() => server.close())
  const { dataFolder } = server.house.settings
  await expect(account(['list', '--data', dataFolder])).rejects.toThrow('is in use by process')

  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const [bound] = server.app.addresses()
  if (typeof bound !== 'object') throw new Error('the server listens nowhere')
  await announceServer(dataFolder, { address: localAddress(bound), adminToken: TOKEN })
  expect((await stat(join(dataFolder, 'server.json'))).mode & 0o777).toBe(0o600)
  const made = await read(account, ['create', 'Grace', '--credit', '1'], dataFolder)
  const shown = await read(key, ['create', '--account', made.id, '--name', 'laptop'], dataFolder)
  expect((await server.ask(shown.key, 'GET', '/api/v3/balance')).body.data.balance).toBe(1)
  await read(account, ['suspend', made.id], dataFolder)
  expect((await server.ask(shown.key, 'GET', '/api/v3/balance')).status).toBe(403)

  await expect(account(['create', 'grace', '--data', dataFolder])).rejects.toThrow('Another account has that name')
  await withdrawServer(dataFolder)
  expect(await findServer(dataFolder)).toBeUndefined()
})

test.each([
  [account, ['create']],
  [account, ['create', 'a', 'b']],
  [account, ['create', 'a', '--credit', 'much']],
  [account, ['top-up', 'x', '1e3']],
  [account, ['top-up', 'x', '0.0000001']],
  [account, ['limits', 'x', '--concurrency', '-1']],
  [account, ['delete', 'x']],
  [key, ['create']],
  [key, ['revoke']],
  [key, []],
] as const)('%o %j is refused with what it takes', async (command, args) => {
  await expect(command([...args, '--data', folder])).rejects.toThrow(UsageError)
})

test.each([
  ['127.0.0.1', 'http://127.0.0.1:80'],
  ['0.0.0.0', 'http://127.0.0.1:80'],
  ['::', 'http://[::1]:80'],
  ['192.168.1.5', 'http://192.168.1.5:80'],
])('what listens at %s is reached at %s', (address, url) => {
  expect(localAddress({ address, port: 80 })).toBe(url)
})

test('a file that no server of ours wrote is as good as none', async () => {
  expect(await findServer(join(folder, 'nowhere'))).toBeUndefined()
  await announceServer(folder, { address: 'http://127.0.0.1:1', adminToken: 'x' })
  expect(JSON.parse(await readFile(join(folder, 'server.json'), 'utf8'))).toEqual(await findServer(folder))
  await withdrawServer(folder)
})
