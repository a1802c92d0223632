import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { childModule } from './child/module.ts'

test('importing the package loads no native code', async () => {
  const { execArgv } = childModule('./index', import.meta.url)
  const index = new URL('./index.ts', import.meta.url).href
  const script = `await import(${JSON.stringify(index)}); console.log(process.report.getReport().sharedObjects.join('\\n'))`
  const run = promisify(execFile)
  const { stdout } = await run(process.execPath, [...execArgv, '--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  })
  expect(stdout).toContain('libc')
  expect(stdout).not.toContain('node-av')
})
