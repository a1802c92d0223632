/**
 * Writes the parity table of README.md: runs the tests that compare with the reference and notes what each reached.
 *
 * `npm run parity --workspace @retimbre/stable-audio`
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Parity {
  readonly module: string
  readonly case: string
  readonly error: number
  readonly limit: number
}

interface Report {
  readonly success: boolean
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly meta?: { readonly parity?: readonly Parity[] } }[]
  }[]
}

const BEGIN = '<!-- parity: begin -->'
const END = '<!-- parity: end -->'
const root = fileURLToPath(new URL('../../..', import.meta.url))
const readme = fileURLToPath(new URL('../README.md', import.meta.url))

const report = runTests()
if (!report.success) throw new Error('a test of the package fails; the table is left as it was')
const figures = report.testResults.flatMap(({ assertionResults }) =>
  assertionResults.flatMap(({ meta }) => meta?.parity ?? []),
)
const text = readFileSync(readme, 'utf8')
const [before, rest] = text.split(BEGIN)
const after = rest?.split(END)[1]
if (after === undefined) throw new Error(`README.md lacks ${BEGIN} or ${END}`)
writeFileSync(readme, `${before}${BEGIN}\n${tableOf(figures)}\n${END}${after}`)
console.log(`${figures.length} figures are in README.md`)

function runTests(): Report {
  const folder = mkdtempSync(join(tmpdir(), 'retimbre-parity-'))
  const output = join(folder, 'report.json')
  try {
    const options = ['run', 'packages/stable-audio', '--reporter=json', `--outputFile=${output}`]
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    spawnSync(process.execPath, [vitest, ...options], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    return JSON.parse(readFileSync(output, 'utf8')) as Report
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function tableOf(figures: readonly Parity[]): string {
  const sorted = figures.toSorted((a, b) => a.module.localeCompare(b.module) || a.case.localeCompare(b.case))
  const rows = sorted.map(({ module, case: name, error, limit }) => {
    const reached = error === 0 ? 'equal' : error.toExponential(1)
    // A bar in a case's name would end the cell.
    return `| ${module} | ${name.replaceAll('|', ', ')} | ${reached} | ${limit <= 1e-9 ? 'equal' : limit.toExponential(0)} |`
  })
  return ['', '| Module | Case | Error reached | Limit |', '|---|---|---|---|', ...rows, ''].join('\n')
}
