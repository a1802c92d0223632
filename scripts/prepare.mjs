/** What both commands of the README need first: the right Node, the packages of the lock file, a current build. */

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const INSTALLED_STAMP = join(ROOT, 'node_modules', '.retimbre-installed')
const MINIMUM_NODE = [20, 19]

export function say(text) {
  process.stdout.write(`retimbre: ${text}\n`)
}

/** Runs a command in the repository with its output shown; ends this program with its status when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options })
  if (result.error) {
    say(`could not run "${command}": ${result.error.message}`)
    process.exit(1)
  }
  if (result.status !== 0) process.exit(result.status ?? 1)
}

/** A program that an npm package brings, e.g. `tsc`. */
export const localProgram = (name) =>
  join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

export function runLocal(name, args, options = {}) {
  run(localProgram(name), args, { shell: process.platform === 'win32', ...options })
}

/**
 * Runs several local programs at the same time. The output of the first is shown as it comes, that of each other when the
 * first has ended. Ends this program with the status of the first in the list that failed, once all have ended.
 */
export async function runLocalTogether(commands) {
  const runs = commands.map(([name, ...args], index) => {
    const stdio = index === 0 ? 'inherit' : ['ignore', 'pipe', 'pipe']
    const child = spawn(localProgram(name), args, { cwd: ROOT, shell: process.platform === 'win32', stdio })
    const output = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk))
    const ended = new Promise((resolve) => {
      child.on('error', () => resolve(1))
      child.on('close', (code) => resolve(code ?? 1))
    })
    return { ended, output }
  })
  const statuses = []
  for (const { ended, output } of runs) {
    statuses.push(await ended)
    process.stdout.write(Buffer.concat(output))
  }
  const failed = statuses.find((status) => status !== 0)
  if (failed !== undefined) process.exit(failed)
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [needMajor, needMinor] = MINIMUM_NODE
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return
  say(`Node ${MINIMUM_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`)
  process.exit(1)
}

/** Installs only when the lock file differs from what was installed last. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  if (existsSync(INSTALLED_STAMP) && readFileSync(INSTALLED_STAMP, 'utf8') === lock) return
  say('installing packages (about a minute, once) …')
  run('npm', ['ci', '--no-fund', '--no-audit'], { shell: process.platform === 'win32' })
  writeFileSync(INSTALLED_STAMP, lock)
}

export function prepare() {
  requireNode()
  install()
  say('building …')
  runLocal('tsc', ['-b'])
  run(process.execPath, [join(ROOT, 'scripts', 'build-playground.mjs')])
}
