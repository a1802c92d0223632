import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode } from '@retimbre/media'
import { beforeAll, expect, inject, test } from 'vitest'
import { download } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { API_KEY, MODEL } from '../service.ts'
import { type Home, scratchHome } from './home.ts'
import { startAgent } from './mcp.ts'
import { runProgram } from './program.ts'
import { PYTHON_SDK, runPython } from './python.ts'
import { wavespeedCli } from './wavespeed-cli.ts'

const SCRIPTS = new URL('./user-scripts/', import.meta.url)
const REDIRECT = new URL('./redirect/', import.meta.url)

/** The key is all that these programs are given; where they go is changed under their feet. */
const SENT_HOME = {
  WAVESPEED_API_KEY: API_KEY,
  SERVICE_URL: inject('serviceUrl'),
  NODE_OPTIONS: `--import=${new URL('send-home.mjs', REDIRECT).href}`,
}

let clip: Uint8Array

beforeAll(async () => {
  clip = await tuneAsMp3(2)
})

/** A user's folder with the clip. */
function userHome(): Home {
  const home = scratchHome()
  home.write('tune.mp3', clip)
  return home
}

async function expectClip(url: string): Promise<void> {
  expect(url).toMatch(/^http:.*\.mp3$/)
  expect((await decode(await download(url))).audio.left.length).toBeGreaterThan(40_000)
}

/** The package that the script's own `import … from 'wavespeed'` finds, whatever this repository calls it. */
function install(home: Home, alias: string): void {
  const entry = createRequire(import.meta.url).resolve(alias)
  mkdirSync(join(home.path, 'node_modules'))
  symlinkSync(dirname(dirname(entry)), join(home.path, 'node_modules/wavespeed'), 'junction')
}

test.each([
  ['0.3.2', 'wavespeed', 'client.mjs'],
  ['0.3.2', 'wavespeed', 'module.mjs'],
  ['0.2.3', 'wavespeed-0.2', 'client.cjs'],
  ['0.0.15', 'wavespeed-0.0', 'first.mjs'],
])('a script for wavespeed %s that names no address runs here unchanged (%s, %s)', async (_, alias, script) => {
  const home = userHome()
  try {
    install(home, alias)
    cpSync(new URL(script, SCRIPTS), join(home.path, script))
    const env = home.environment(SENT_HOME)
    const { stdout, stderr } = await runProgram(process.execPath, [script], { env, cwd: home.path })
    expect(stderr).toBe('')
    await expectClip(stdout.trim())
  } finally {
    home.remove()
  }
})

test('the CLI that was told no address runs here unchanged', async () => {
  const home = userHome()
  try {
    const upload = await wavespeedCli(home, ['upload', 'tune.mp3', '--json'], SENT_HOME)
    const { url } = JSON.parse(upload.stdout) as { url: string }
    const args = ['run', MODEL, '-i', `audio=${url}`, 'duration=1', '-p', 'warm', '--json']
    const run = await wavespeedCli(home, args, SENT_HOME)
    await expectClip((JSON.parse(run.stdout) as { outputs: string[] }).outputs[0] ?? run.stdout)
  } finally {
    home.remove()
  }
})

test('the MCP server that was told no address runs here unchanged', async () => {
  const home = userHome()
  const agent = await startAgent(home, SENT_HOME)
  try {
    const input = { audio: '@./tune.mp3', prompt: 'warm', duration: 1 }
    const { outputs } = await agent.use<{ outputs: string[] }>('run_model', { model: MODEL, input })
    await expectClip(outputs[0] ?? '')
  } finally {
    await agent.close()
    home.remove()
  }
})

test.skipIf(!PYTHON_SDK)('a Python script that names no address runs here unchanged', async () => {
  const home = userHome()
  try {
    const path = [fileURLToPath(REDIRECT), process.env.PYTHONPATH ?? ''].filter(Boolean).join(':')
    const script = fileURLToPath(new URL('module.py', SCRIPTS))
    const { stdout, stderr } = await runPython(home, [script], { ...SENT_HOME, PYTHONPATH: path })
    expect(stderr).toBe('')
    await expectClip(stdout.trim())
  } finally {
    home.remove()
  }
})
