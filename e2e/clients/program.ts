import { spawn } from 'node:child_process'

/** How a program ended and what it printed. */
export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

interface ProgramOptions {
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

/** Runs a program to its end, without a terminal; several may run side by side. */
export function runProgram(command: string, args: readonly string[], { env, cwd }: ProgramOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    const printed = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed.stderr += text
    })
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, ...printed }))
  })
}
