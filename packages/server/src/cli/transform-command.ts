import { extname } from 'node:path'
import { OUTPUT_FORMATS, type OutputFormat } from '@retimbre/media'
import { SAMPLERS, type Sampler, SCHEDULES, type Schedule } from '../engines/port.ts'
import { DEFAULTS, duration, guidanceScale, initNoiseLevel, numInferenceSteps, seed } from '../models/parameters.ts'
import { readCommandLine, UsageError } from './command-line.ts'

const OPTIONS = {
  output: { type: 'string', short: 'o' },
  strength: { type: 'string' },
  duration: { type: 'string' },
  negative: { type: 'string', default: '' },
  steps: { type: 'string' },
  guidance: { type: 'string' },
  seed: { type: 'string' },
  plan: { type: 'string' },
  checkpoint: { type: 'string' },
  schedule: { type: 'string' },
  sampler: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `retimbre transform …`, checked and complete. */
export interface TransformCommand {
  readonly input: string
  readonly output: string
  readonly format: OutputFormat
  readonly prompt: string
  readonly negativePrompt: string
  /** Absent: as long as the source. */
  readonly durationSeconds: number | undefined
  readonly initNoiseLevel: number
  readonly numInferenceSteps: number
  readonly guidanceScale: number
  /** Absent: a new one each time. */
  readonly seed: number | undefined
  /** Name of the file that the plan is in; absent: the words alone decide. */
  readonly planFile: string | undefined
  /** Absent, as the next two: the engine's own choice. */
  readonly checkpoint: string | undefined
  readonly schedule: Schedule | undefined
  readonly sampler: Sampler | undefined
  readonly json: boolean
}

/** @throws UsageError with a sentence that says what the command takes */
export function readTransformCommand(args: readonly string[]): TransformCommand {
  const { values, positionals } = readCommandLine({ args: [...args], options: OPTIONS, allowPositionals: true })
  const [input, prompt, ...rest] = positionals
  if (input === undefined || prompt === undefined || rest.length > 0) {
    throw new UsageError(
      'transform takes a file and a prompt in quotes: retimbre transform clip.mp3 "warm tape" -o out.mp3',
    )
  }
  if (values.output === undefined) throw new UsageError('Say where the result goes: -o out.mp3')
  return {
    input,
    prompt,
    output: values.output,
    format: formatOf(values.output),
    negativePrompt: values.negative,
    durationSeconds: number('--duration', values.duration, duration),
    initNoiseLevel: number('--strength', values.strength, initNoiseLevel) ?? DEFAULTS.initNoiseLevel,
    numInferenceSteps: number('--steps', values.steps, numInferenceSteps) ?? DEFAULTS.numInferenceSteps,
    guidanceScale: number('--guidance', values.guidance, guidanceScale) ?? DEFAULTS.guidanceScale,
    seed: number('--seed', values.seed, seed),
    planFile: values.plan,
    checkpoint: values.checkpoint,
    schedule: choice('--schedule', values.schedule, SCHEDULES),
    sampler: choice('--sampler', values.sampler, SAMPLERS),
    json: values.json,
  }
}

function formatOf(output: string): OutputFormat {
  const extension = extname(output).slice(1).toLowerCase()
  const known = Object.keys(OUTPUT_FORMATS) as OutputFormat[]
  const format = known.find((name) => name === extension)
  if (format === undefined) {
    throw new UsageError(`The name of the result must end in one of .${known.join(', .')}; "${output}" does not.`)
  }
  return format
}

function choice<Choice extends string>(
  flag: string,
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const chosen = choices.find((one) => one === text)
  if (text !== undefined && chosen === undefined) {
    throw new UsageError(`${flag} must be one of ${choices.join(', ')}, not "${text}".`)
  }
  return chosen
}

interface Range {
  readonly type: string
  readonly minimum?: number
  readonly maximum?: number
}

/** One number of the command line, held to the range that the API gives the same input. */
function number(
  flag: string,
  text: string | undefined,
  { type, minimum = 0, maximum = Infinity }: Range,
): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  const whole = type === 'integer'
  if (text.trim() === '' || !(value >= minimum && value <= maximum) || (whole && !Number.isInteger(value))) {
    const kind = whole ? 'a whole number' : 'a number'
    throw new UsageError(`${flag} must be ${kind} from ${minimum} to ${maximum}, not "${text}".`)
  }
  return value
}
