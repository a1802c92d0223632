import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readSettings } from '../settings.ts'
import { ENGINE_MODULES } from './directory.ts'

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))
const CACHE = mkdtempSync(join(tmpdir(), 'retimbre-cache-'))

/** Native libraries that are loaded in a fresh process once it has run the code. */
function librariesAfter(code: string): readonly string[] {
  const told = 'process.stdout.write(JSON.stringify(process.report.getReport().sharedObjects))'
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--conditions=source', '--input-type=module', '-e', `${code}\n${told}`],
    { cwd: PACKAGE, encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  return (JSON.parse(stdout) as string[]).filter((path) => path.includes('onnxruntime'))
}

test('a process that only asks the engines what they can do has no ONNX Runtime in it, also with a model cache', () => {
  try {
    const settings = { ...readSettings({}).engine, modelsCache: CACHE }
    const asking = `
      import { loadEngine } from './src/engines/directory.ts'
      import './src/house.ts'
      import './src/api/server.ts'
      for (const module of ${JSON.stringify(ENGINE_MODULES)}) {
        await (await loadEngine(module, ${JSON.stringify(settings)})).capabilities()
      }`
    expect(librariesAfter(asking)).toEqual([])
    expect(librariesAfter("import '@retimbre/stable-audio'")).not.toEqual([])
  } finally {
    rmSync(CACHE, { recursive: true })
  }
})
