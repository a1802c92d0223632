import { availableParallelism, totalmem } from 'node:os'
import { availableProviders, defaultThreads, installedCheckpoints } from '@retimbre/stable-audio'
import type { EngineSettings } from '../engines/settings.ts'
import { findCheckpoints } from '../engines/stable-audio/checkpoints.ts'
import { readSettings } from '../settings.ts'
import { readCommandLine } from './command-line.ts'
import { checkpointChecks } from './doctor/checkpoint-checks.ts'
import { type Checks, type Finding, findingText } from './doctor/finding.ts'
import { type Machine, memoryFindings, nodeFinding, threadsFinding } from './doctor/machine.ts'
import { providerFindings } from './doctor/providers.ts'
import { renderChecks } from './doctor/render-checks.ts'
import { type ProgressBar, progressBar } from './progress-bar.ts'

const OPTIONS = { full: { type: 'boolean', default: false }, cache: { type: 'string' } } as const

/** Looks at everything that a render needs, and renders. @returns 1 when something would keep the service from working */
export async function doctor(args: readonly string[]): Promise<number> {
  const { values } = readCommandLine({ args: [...args], options: OPTIONS })
  const settings = readSettings(process.env).engine
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort(new Error('Stopped.')))
  const { signal } = interrupt
  const examined = values.cache === undefined ? settings : { ...settings, modelsCache: values.cache }
  const bar = progressBar(process.stderr)
  try {
    const findings = await report(examine({ settings: examined, machine: thisMachine(), full: values.full, signal }), {
      bar,
      print: (text) => process.stdout.write(text),
    })
    return findings.some(({ level }) => level === 'fail') ? 1 : 0
  } finally {
    bar.clear()
  }
}

export interface Examination {
  readonly settings: EngineSettings
  readonly machine: Machine
  readonly full: boolean
  readonly signal: AbortSignal
}

/** Every check, the quick ones first. */
export async function* examine({ settings, machine, full, signal }: Examination): Checks {
  const { modelsCache: cacheFolder, checkpointFolders: folders } = settings
  yield nodeFinding(machine)
  const usable = await findCheckpoints(settings, { installedCheckpoints })
  yield* memoryFindings(machine, usable, settings.precision)
  yield threadsFinding(machine, settings.threads)
  yield { level: 'checking', subject: 'execution providers', fraction: 0 }
  yield* providerFindings(await availableProviders(), settings.provider)
  yield* checkpointChecks({ cacheFolder, folders, full, signal })
  yield* renderChecks(settings, signal)
}

/** Prints findings as they come, and counts them at the end. */
export async function report(
  checks: Checks,
  { bar, print }: { readonly bar: ProgressBar; readonly print: (text: string) => void },
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for await (const event of checks) {
    if (event.level === 'checking') {
      bar.show(event.subject, event.fraction)
      continue
    }
    bar.clear()
    print(findingText(event))
    findings.push(event)
  }
  const count = (level: Finding['level']): number => findings.filter((each) => each.level === level).length
  print(`\n${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} failed\n`)
  return findings
}

function thisMachine(): Machine {
  const limit = process.constrainedMemory()
  return {
    nodeVersion: process.versions.node,
    memoryBytes: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
    processors: availableParallelism(),
    usualThreads: defaultThreads(),
    platform: `${process.platform} ${process.arch}`,
  }
}
