import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { API_KEY, cleanEnvironment } from '../service.ts'
import type { Home } from './home.ts'
import { type Ended, runProgram } from './program.ts'

const CALL = fileURLToPath(new URL('./call.py', import.meta.url))

/** Whether this machine's `python3` has the official SDK. Tests never leave the machine, so they do not fetch it. */
export const PYTHON_SDK = spawnSync('python3', ['-c', 'import wavespeed'], { env: cleanEnvironment() }).status === 0

/** Runs a Python program with the official SDK at hand. */
export function runPython(
  home: Home,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const env = home.environment({ PYTHONDONTWRITEBYTECODE: '1', WAVESPEED_API_KEY: API_KEY, ...environment })
  return runProgram('python3', args, { env, cwd: home.path })
}

/** The official client of Python, with whole tasks retried, so that a wrong word costs a task. */
export interface PythonClient {
  /** @throws Error with what the client raised */
  call<T>(method: string, args: readonly unknown[], options?: Readonly<Record<string, unknown>>): Promise<T>
}

export function pythonClient(home: Home, baseUrl: string, apiKey = API_KEY): PythonClient {
  return {
    async call<T>(method: string, args: readonly unknown[], options: Readonly<Record<string, unknown>> = {}) {
      const order = JSON.stringify({ method, args, options })
      const { stdout, stderr } = await runPython(home, [CALL, order], {
        BASE_URL: baseUrl,
        WAVESPEED_API_KEY: apiKey,
      })
      const answer = JSON.parse(stdout.trimEnd().split('\n').at(-1) || 'null') as { value: T; raised?: string } | null
      if (answer === null) throw new Error(`the Python program printed no answer: ${stderr}`)
      if (answer.raised !== undefined) throw new Error(answer.raised)
      return answer.value
    },
  }
}
