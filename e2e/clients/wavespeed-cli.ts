import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { API_KEY } from '../service.ts'
import type { Home } from './home.ts'
import { type Ended, runProgram } from './program.ts'

const PACKAGE = createRequire(import.meta.url).resolve('@wavespeed/cli/package.json')
const WAVESPEED_CLI = join(dirname(PACKAGE), 'dist/cli.js')

/** The official command line, `wavespeed …`, of a user who lives in `home`. */
export function wavespeedCli(
  home: Home,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const env = home.environment({ NO_COLOR: '1', ...environment })
  return runProgram(process.execPath, [WAVESPEED_CLI, ...args], { env, cwd: home.path })
}

/** Tells the CLI where the service is and who the user is, as a user does once. */
export async function signIn(home: Home, baseUrl: string): Promise<void> {
  for (const args of [
    ['config', '--base-url', baseUrl],
    ['login', '--api-key', API_KEY, '--no-browser'],
  ]) {
    const { status, stdout, stderr } = await wavespeedCli(home, args)
    if (status !== 0) throw new Error(`wavespeed ${args[0]} ended with status ${status}: ${stdout}${stderr}`)
  }
}
