import { type ChildProcess, spawn } from 'node:child_process'
import type { ChildModule } from './module.ts'

/** What Node needs to start anywhere. Everything else, above all every secret, stays behind. */
const INHERITED_VARIABLES = ['TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH']

// The compiled child maps 1.4 GB of address space while using 85 MB of it, the tsx child 2.3 GB. A bound on the address
// space only stops runaway mappings; the bound on writable memory (-d) is the real one.
const ADDRESS_SPACE_KIB = 6 * 1024 * 1024

/** The JavaScript heap of a child holds a few messages and buffers of 256 KiB. */
const JAVASCRIPT_HEAP_MIB = 128

export interface SpawnLimits {
  readonly maxMemoryBytes: number
  readonly maxCpuSeconds: number
}

export function childEnvironment(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(INHERITED_VARIABLES.filter((name) => name in parent).map((name) => [name, parent[name]]))
}

/**
 * Starts a module in a process that inherits no secrets and, on POSIX systems, has limits on memory, processor time
 * and core dumps. A limit that the system cannot set (macOS has no `-v`) is left out; the wall clock holds everywhere.
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

/** `exec` keeps the process id, so that killing the child kills the codec and not a shell around it. */
function limitScript(limits: SpawnLimits): string {
  const memoryKib = Math.ceil(limits.maxMemoryBytes / 1024)
  const settings = [`-c 0`, `-d ${memoryKib}`, `-v ${ADDRESS_SPACE_KIB}`, `-t ${Math.ceil(limits.maxCpuSeconds)}`]
  return `${settings.map((setting) => `ulimit ${setting} 2>/dev/null;`).join(' ')} exec "$@"`
}
