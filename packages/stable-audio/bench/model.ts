/**
 * Speed, memory and int8 quality of the model, on checkpoints of full size with random weights (written when missing):
 *
 *   npm run bench:model -- [names …] [--write]        names: speed quality memory curve start medium; the first five when none
 *
 * Prints Markdown tables; `--write` also keeps them, the figures and a plot under docs/benchmarks/. About half an hour.
 */

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { processEnvironment } from '../src/runtime/memory.ts'
import { machineLine } from './machine.ts'
import type { CurvePoint, MemoryCase, MemoryResult, Size, SpeedResult, WarmStartResult } from './measurements.ts'
import { BENCHMARK_MODELS_FOLDER } from './models-folder.ts'
import type { MeasurementName } from './one-measurement.ts'
import { linePlot } from './plot.ts'
import type { QualityResult } from './quality.ts'
import { fixed, markdown, percent, sum, type Table } from './tables.ts'

const DOCS = fileURLToPath(new URL('../../../docs/benchmarks/', import.meta.url))
const LENGTHS = [5, 30, 60, 120]

interface Section {
  readonly tables: readonly Table[]
  readonly figures: unknown
  readonly plots?: Readonly<Record<string, string>>
}

const SECTIONS: Readonly<Record<string, () => Section>> = {
  speed: () => speedSection('small'),
  quality: () => qualitySection('small'),
  memory: memorySection,
  curve: curveSection,
  start: startSection,
  medium: () => speedSection('medium'),
}
const USUAL = ['speed', 'quality', 'memory', 'curve', 'start']

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const unknown = wanted.filter((name) => SECTIONS[name] === undefined)
if (unknown.length > 0) {
  process.stderr.write(`Nothing is called ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}.\n`)
  process.exit(1)
}
const machine = await machineLine()
process.stdout.write(`${machine}\n`)
for (const name of wanted.length > 0 ? wanted : USUAL) {
  const section = SECTIONS[name]?.() as Section
  const text = section.tables.map(markdown).join('\n')
  process.stdout.write(`\n${text}`)
  if (process.argv.includes('--write')) keep(name, text, section)
}

function keep(name: string, text: string, { figures, plots = {} }: Section): void {
  mkdirSync(DOCS, { recursive: true })
  const command = `npm run bench:model -- ${name}`
  writeFileSync(join(DOCS, `model-${name}.md`), `${machine}\n\nCommand: \`${command}\`\n\n${text}`)
  writeFileSync(join(DOCS, `model-${name}.json`), `${JSON.stringify({ machine, command, figures }, undefined, 2)}\n`)
  for (const [file, svg] of Object.entries(plots)) writeFileSync(join(DOCS, file), svg)
}

function measure<Result>(name: MeasurementName, argument: { readonly size: Size }): Result {
  ensureCheckpoint(argument.size)
  process.stderr.write(`${name} ${JSON.stringify(argument)} …\n`)
  const program = join(dirname(fileURLToPath(import.meta.url)), 'one-measurement.ts')
  const output = execFileSync(process.execPath, [...process.execArgv, program, name, JSON.stringify(argument)], {
    encoding: 'utf8',
    env: { ...process.env, ...processEnvironment() },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output)
}

function ensureCheckpoint(size: Size): void {
  if (existsSync(join(BENCHMARK_MODELS_FOLDER, size, 't5gemma-b-b-ul2', 'model.safetensors'))) return
  const program = fileURLToPath(new URL('../scripts/write-random-checkpoint.ts', import.meta.url))
  execFileSync(process.execPath, [...process.execArgv, program, size], { stdio: ['ignore', 2, 'inherit'] })
}

function speedSection(size: Size): Section {
  const seconds = 30
  const result = measure<SpeedResult>('speed', { size, seconds, rounds: size === 'small' ? 2 : 1 } as { size: Size })
  const stages = ({ fp32, int8 }: SpeedResult): string[][] =>
    [fp32, int8].map((timeline, index) => [
      ['fp32', 'int8'][index] as string,
      ...[timeline.seconds, timeline.encodeSeconds, sum(timeline.stepSeconds) * (8 / 7), timeline.decodeSeconds].map(
        fixed,
      ),
    ])
  const { idealSeconds, fp32Seconds, int8Seconds, stepSeconds, int8StepSeconds } = result
  const { fp32StagesSeconds: fp32Stages, int8StagesSeconds: int8Stages } = result
  const figures: Table = {
    title: `${size}, ${seconds} s from ${seconds} s, 8 steps, warm and packed`,
    head: ['what', 'measured', 'wanted'],
    rows: [
      ['fp32 matrix product, the fastest', `${result.peakGflops.toFixed(0)} GFLOP/s`, ''],
      ['useful work at that speed', `${fixed(idealSeconds)} s`, ''],
      ['whole, fp32', `${fixed(fp32Seconds)} s = ${fixed(fp32Seconds / idealSeconds)} × ideal`, '≤ 1.35'],
      ['DiT step, fp32', `${fixed(stepSeconds)} s = ${percent(result.stepShareOfPeak)} of the peak`, '≥ 82 %'],
      ['whole, int8', `${fixed(int8Seconds)} s = ${fixed(fp32Seconds / int8Seconds)} × as fast`, '≥ 1.7'],
      ['stages at their best, fp32', `${fixed(fp32Stages)} s = ${fixed(fp32Stages / idealSeconds)} × ideal`, ''],
      ['stages at their best, int8', `${fixed(int8Stages)} s = ${fixed(fp32Stages / int8Stages)} × as fast`, ''],
      ['DiT step, int8', `${fixed(int8StepSeconds)} s = ${fixed(stepSeconds / int8StepSeconds)} × as fast`, ''],
    ],
  }
  const table: Table = {
    title: 'Stages, seconds',
    head: ['', 'whole', 'text and encode', '8 steps', 'decode'],
    rows: stages(result),
  }
  return { tables: [figures, table], figures: result }
}

function qualitySection(size: Size): Section {
  const result = measure<QualityResult>('quality', { size })
  const rows = [
    ['DiT step at noise level 1, 0.7, 0.3', result.stepDecibels.map((db) => db.toFixed(1)).join(', '), '≥ 30'],
    ['encoder', result.encoderDecibels.toFixed(1), '≥ 40'],
    ['decoder', result.decoderDecibels.toFixed(1), '≥ 40'],
  ]
  return {
    tables: [{ title: `int8 against fp32, ${size}, dB`, head: ['what', 'reached', 'wanted'], rows }],
    figures: result,
  }
}

function memorySection(): Section {
  const limits: Readonly<Record<string, string>> = {
    'fp32 30': '1.9',
    'fp32 120': '2.3',
    'int8 30': '0.8',
    'int8 120': '1.25',
  }
  const cases = (['fp32', 'int8'] as const).flatMap((precision) =>
    [30, 120].map((seconds) => {
      const run = (freeBetweenStages: boolean): MemoryResult =>
        measure<MemoryResult>('memory', { size: 'small', seconds, precision, freeBetweenStages } satisfies MemoryCase)
      return { precision, seconds, freed: run(true), warm: run(false) }
    }),
  )
  const rows = cases.map(({ precision, seconds, freed, warm }) => [
    `${precision}, ${seconds} s`,
    fixed(freed.peakGibibytes),
    limits[`${precision} ${seconds}`] as string,
    fixed(freed.seconds),
    fixed(warm.peakGibibytes),
    fixed(warm.seconds),
  ])
  const head = ['clip', 'freed: GiB', 'at most', 'freed: s', 'warm: GiB', 'warm: s']
  return {
    tables: [{ title: 'Peak memory of a fresh process, pages of files included (small)', head, rows }],
    figures: cases,
  }
}

function curveSection(): Section {
  const lines = (['fp32', 'int8'] as const).map((precision) => {
    const argument = { size: 'small' as const, precision, lengths: LENGTHS }
    return { name: `small, ${precision}`, points: measure<CurvePoint[]>('curve', argument) }
  })
  const rows = LENGTHS.map((seconds, index) => [
    `${seconds} s`,
    ...lines.flatMap(({ points }) => {
      const { took } = points[index] as CurvePoint
      return [fixed(took), fixed(took / seconds)]
    }),
  ])
  const head = ['clip', 'fp32 s', 'per second', 'int8 s', 'per second']
  const plot = linePlot({
    title: 'Time to make a clip, 8 steps',
    xTitle: 'seconds of audio',
    yTitle: 'seconds',
    lines: lines.map(({ name, points }) => ({
      name,
      points: points.map(({ seconds, took }) => [seconds, took] as const),
    })),
  })
  return { tables: [{ title: 'Time by length, warm', head, rows }], figures: lines, plots: { 'model-curve.svg': plot } }
}

interface ColdStartResult {
  /** From the start of the process, its modules included. */
  readonly processToFirstStepSeconds: number
  /** From `StableAudio.open`. */
  readonly openToFirstStepSeconds: number
}

/** The second of two processes: the first brings the weights into the page cache, and makes the derived files. */
function coldStart(): ColdStartResult {
  const program = fileURLToPath(new URL('cold-start.mjs', import.meta.url))
  const folders = ['small', 'derived'].map((name) => join(BENCHMARK_MODELS_FOLDER, name))
  const run = (): ColdStartResult =>
    JSON.parse(
      execFileSync(process.execPath, [program, ...folders], {
        encoding: 'utf8',
        env: { ...process.env, ...processEnvironment() },
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    )
  run()
  return run()
}

function startSection(): Section {
  const warm = measure<WarmStartResult>('warmStart', { size: 'small' })
  const cold = coldStart()
  const rows = [
    ['cold: process to first step', fixed(cold.processToFirstStepSeconds), '≤ 0.5'],
    ['cold: open to first step', fixed(cold.openToFirstStepSeconds), ''],
    ['warm: another prompt to first step', fixed(warm.warmToFirstStepSeconds), '≤ 0.3'],
  ]
  return {
    tables: [{ title: 'Start, seconds, weights in the page cache', head: ['what', 'reached', 'wanted'], rows }],
    figures: { ...cold, ...warm },
  }
}
