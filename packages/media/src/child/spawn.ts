import { type ChildProcess, spawn } from 'node:child_process'
import type { ChildModule } from './module.ts'

/** What Node needs to start anywhere. Everything else, above all every secret, stays behind. */
const INHERITED_VARIABLES = ['TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH']

/** The JavaScript heap of a child holds a few messages and buffers of 256 KiB. */
const JAVASCRIPT_HEAP_MIB = 128

export interface SpawnLimits {
  readonly maxMemoryBytes: number
  readonly maxCpuSeconds: number
  readonly niceness: number
}

export function childEnvironment(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(INHERITED_VARIABLES.filter((name) => name in parent).map((name) => [name, parent[name]]))
}

/**
 * Starts a module in a process that inherits no secrets and, on POSIX systems, has limits on writable memory, processor
 * time and core dumps, and its niceness. What the system cannot set is left out; the wall clock holds everywhere.
 */
export function spawnLimited(module: ChildModule, folder: string, limits: SpawnLimits): ChildProcess {
  const nodeArguments = [...module.execArgv, `--max-old-space-size=${JAVASCRIPT_HEAP_MIB}`, module.path]
  const [command, ...commandArguments] =
    process.platform === 'win32'
      ? [process.execPath, ...nodeArguments]
      : ['/bin/sh', '-c', limitScript(limits), 'sh', process.execPath, ...nodeArguments]
  return spawn(command, commandArguments, {
    cwd: folder,
    env: childEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    windowsHide: true,
  })
}

/**
 * Writable memory (`-d`) is bounded and not address space (`-v`): WebAssembly inside Node reserves 10 GiB of addresses
 * and writes to almost none. `exec` keeps the process id, so that killing the child kills the codec and not a shell.
 */
function limitScript({ maxMemoryBytes, maxCpuSeconds, niceness }: SpawnLimits): string {
  const settings = ['-c 0', `-d ${Math.ceil(maxMemoryBytes / 1024)}`, `-t ${Math.ceil(maxCpuSeconds)}`]
  const standBack = niceness === 0 ? '' : `renice -n ${Math.round(niceness)} -p $$ >/dev/null 2>&1;`
  return `${settings.map((setting) => `ulimit ${setting} 2>/dev/null;`).join(' ')} ${standBack} exec "$@"`
}
