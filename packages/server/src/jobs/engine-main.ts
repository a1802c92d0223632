/** The process that one engine lives in. Its arguments are the address of the engine's module, and settings as JSON. */

import { inspect } from 'node:util'
import { loadEngine } from '../engines/directory.ts'
import type { Engine } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import type { EngineAnswer, EngineCommand, EngineFailure } from './engine-messages.ts'
import { giveWay } from './give-way.ts'
import { ownMemoryBytes } from './own-memory.ts'

// 10 of 19: rendering takes what is left over, so that HTTP and the database answer at once on a busy machine. At 19 it
// would starve beside any other work.
const RENDER_NICENESS = 10

giveWay(RENDER_NICENESS)
// The worker decides when this process ends; a Ctrl-C at the terminal reaches the whole group.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit(0))

/** The worker may be gone by now; then there is nobody to tell, and this process is about to end as well. */
const answer = (message: EngineAnswer): void => {
  process.send?.(message, undefined, undefined, () => {})
}
const renders = new Map<number, AbortController>()
const engine = await loadEngine(process.argv[2], JSON.parse(process.argv[3]))

process.on('message', (command: EngineCommand) => {
  if (command.kind === 'abort') renders.get(command.id)?.abort()
  else if (command.kind === 'render') void render(engine, command)
  else void tellCapabilities(engine, command.id)
})

async function tellCapabilities(from: Engine, id: number): Promise<void> {
  try {
    answer({ kind: 'capabilities', id, capabilities: await from.capabilities() })
  } catch (error) {
    answer({ kind: 'failed', id, failure: failureOf(error), residentBytes: ownMemoryBytes() })
  }
}

async function render(from: Engine, { id, request }: EngineCommand & { readonly kind: 'render' }): Promise<void> {
  const controller = new AbortController()
  renders.set(id, controller)
  try {
    for await (const event of from.render(request, controller.signal)) answer({ kind: 'event', id, event })
    answer({ kind: 'ended', id, residentBytes: ownMemoryBytes() })
  } catch (error) {
    answer({ kind: 'failed', id, failure: failureOf(error), residentBytes: ownMemoryBytes() })
  } finally {
    renders.delete(id)
  }
}

function failureOf(error: unknown): EngineFailure {
  // With its cause, which is what the library said.
  const detail = inspect(error)
  return error instanceof JobError
    ? { code: error.code, values: error.values, detail }
    : { code: 'internal', values: {}, detail }
}
