import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode } from '@retimbre/media'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { download } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { API_KEY, MODEL } from '../service.ts'
import { type Home, scratchHome } from './home.ts'
import { startAgent } from './mcp.ts'
import { runProgram } from './program.ts'
import { PYTHON_SDK, runPython } from './python.ts'

const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url))
const PAGE = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8')

const url = inject('serviceUrl')

let home: Home

beforeAll(async () => {
  home = scratchHome()
  home.write('clip.mp3', await tuneAsMp3(2))
  symlinkSync(PACKAGES, join(home.path, 'node_modules'), 'junction')
})
afterAll(() => home.remove())

/** The n-th example in a language, as it stands on the page, with the address of the service under test in it. */
function example(language: string, index = 0): string {
  const blocks = [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))]
  const text = blocks[index]?.[1]
  if (text === undefined) throw new Error(`docs/clients.md has no example ${index} in ${language}`)
  return text.replaceAll('http://127.0.0.1:8787', url).replaceAll('wsk_…', API_KEY)
}

async function secondsOf(output: string): Promise<number> {
  return (await decode(await download(output.trim()))).audio.left.length / 44_100
}

const env = (extra: Readonly<Record<string, string>> = {}) => home.environment({ WAVESPEED_API_KEY: API_KEY, ...extra })

test('the example in JavaScript works as it stands', async () => {
  home.write('example.mjs', example('js'))
  const { stdout, stderr } = await runProgram(process.execPath, ['example.mjs'], { env: env(), cwd: home.path })
  expect(stderr).toBe('')
  expect(await secondsOf(stdout)).toBeCloseTo(5, 0)
})

test('the example that sends a script home works as it stands', async () => {
  home.write('send-home.mjs', example('js', 1))
  home.write('ask.mjs', "console.log(await (await fetch('https://api.wavespeed.ai/api/v3/models')).json())")
  const args = ['--import', './send-home.mjs', 'ask.mjs']
  const { stdout } = await runProgram(process.execPath, args, { env: env(), cwd: home.path })
  expect(stdout).toContain('Missing or unknown API key')
})

test.skipIf(process.platform === 'win32')('the example of the command line works as it stands', async () => {
  const path = [join(PACKAGES, '.bin'), dirname(process.execPath), process.env.PATH].join(':')
  const { status, stderr } = await runProgram('sh', ['-ec', example('sh')], {
    env: env({ PATH: path }),
    cwd: home.path,
  })
  expect(status, stderr).toBe(0)
  expect(existsSync(join(home.path, 'out.mp3'))).toBe(true)
})

test('the example of the MCP server leads an agent here', async () => {
  const { mcpServers } = JSON.parse(example('json')) as {
    mcpServers: { wavespeed: { args: string[]; env: Record<string, string> } }
  }
  expect(mcpServers.wavespeed.args.at(-1)).toBe('@wavespeed/mcp')
  const agent = await startAgent(home, mcpServers.wavespeed.env)
  try {
    const { models } = await agent.use<{ models: object[] }>('list_models', { refresh: true })
    expect(models).toContainEqual(expect.objectContaining({ model_id: MODEL }))
  } finally {
    await agent.close()
  }
})

test.skipIf(!PYTHON_SDK)('the example in Python works as it stands', async () => {
  const { stdout, stderr } = await runPython(home, ['-c', example('python')], {})
  expect(stderr).toBe('')
  expect(await secondsOf(stdout)).toBeCloseTo(5, 0)
})
