import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeSamples } from './samples.ts'

const MODEL = 'stability-ai/stable-audio-3/audio-to-audio'
const ORIGIN = 'http://127.0.0.1:8787'
const RESULT = `${ORIGIN}/files/outputs/a.mp3`

type Input = Record<string, unknown>

const samplesOf = (input: Input) => codeSamples({ origin: ORIGIN, model: MODEL, input })

const NASTY: readonly Input[] = [
  {},
  { prompt: `It's "loud", 100% $HOME \`id\` $(id) \\n \\ !! and ~` },
  { prompt: 'birinci satır\nikinci\r\n\tüçüncü: İıĞğŞş ÖÇ', duration: 30 },
  { prompt: "'''\"\"\"'\\''", negative_prompt: '$' + '{x} %s {0}' },
  { prompt: '🎛️ 👩‍🎤 \u2028\u2029\u202e\u0000\u0007\u001b[31m\u007f\u0085\ufeff' },
  { prompt: '","outputs":["x"] "get":"y" "status":"failed"', audio: 'https://example.org/a b.mp3?x=1&y=2#z' },
  {
    plan: { wet: 0.4, tempo: -0.3 },
    loras: [{ path: 'a', scale: 1e-7 }],
    seed: 4294967295,
    on: true,
    off: false,
    no: null,
  },
  { 'not-a-name': 1, ['__proto__']: { constructor: 'x' }, '': [[], {}] },
]

const text = fc.string({ unit: 'binary' })
const anyInput: fc.Arbitrary<Input> = fc.dictionary(
  text,
  fc.jsonValue({ stringUnit: 'binary', noNullPrototype: true } as fc.JsonSharedConstraints),
  { noNullPrototype: true },
)

const plain = (input: Input): unknown => JSON.parse(JSON.stringify(input))

describe('JavaScript', () => {
  /** Runs all but the import, with a client that only listens. */
  async function heard(code: string): Promise<{ calls: unknown[]; printed: unknown[] }> {
    const calls: unknown[] = []
    const printed: unknown[] = []
    class Client {
      constructor(...given: unknown[]) {
        calls.push(given)
      }
      async run(...given: unknown[]) {
        calls.push(given)
        return { outputs: [RESULT] }
      }
    }
    const [first = '', ...rest] = code.split('\n')
    expect(first).toBe("import { Client } from 'wavespeed'")
    const run = new Function('Client', 'process', 'console', `return (async () => {${rest.join('\n')}\n})()`)
    await run(Client, { env: { RETIMBRE_KEY: 'wsk_test' } }, { log: (line: unknown) => printed.push(line) })
    return { calls, printed }
  }

  const check = async (input: Input): Promise<void> => {
    const { calls, printed } = await heard(samplesOf(input).javascript)
    expect(calls[0]).toEqual(['wsk_test', { baseUrl: ORIGIN }])
    expect(calls[1]).toEqual([MODEL, plain(input)])
    expect(printed).toEqual([RESULT])
  }

  test.each(NASTY)('carries %j', check)
  test('carries every input', () => fc.assert(fc.asyncProperty(anyInput, check)))
})

const PYTHON = spawnSync('python3', ['--version']).status === 0

describe.skipIf(!PYTHON)('Python (where it is installed)', () => {
  /** One interpreter reads all samples: the arguments of the call of `run`, as JSON. */
  const READ = `
import ast, json, sys
def run_of(code):
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    run = next(c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "run")
    return [ast.literal_eval(argument) for argument in run.args]
print(json.dumps([run_of(code) for code in json.load(sys.stdin)]))
`
  test('carries every input', () => {
    const inputs = [...NASTY, ...fc.sample(anyInput, { numRuns: 300, seed: 5 })]
    const read = execFileSync('python3', ['-c', READ], {
      input: JSON.stringify(inputs.map((input) => samplesOf(input).python)),
    })
    expect(JSON.parse(read.toString())).toEqual(inputs.map((input) => [MODEL, plain(input)]))
  })

  test('takes the key from the environment and the address of this service', () => {
    expect(samplesOf({}).python).toContain(`Client(api_key=os.environ["RETIMBRE_KEY"], base_url="${ORIGIN}")`)
  })
})

describe.skipIf(process.platform === 'win32')('the shell', () => {
  let folder: string
  const file = (name: string): string => join(folder, name)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'retimbre-samples-'))
    // Keeps its arguments, and answers from the files 1, 2, … in turn.
    writeFileSync(
      file('curl'),
      `#!/bin/sh
cd '${folder}'
printf '%s\\0' "$@" >> arguments
printf '\\0' >> arguments
turn=$(($(cat turn) + 1))
echo $turn > turn
cat answer-$turn
`,
    )
    writeFileSync(file('sleep'), '#!/bin/sh\n')
    chmodSync(file('curl'), 0o755)
    chmodSync(file('sleep'), 0o755)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const task = (id: string, change: object): object => ({
    code: 200,
    data: { id, urls: { get: `${ORIGIN}/api/v3/predictions/${id}/result` }, outputs: [], status: 'created', ...change },
  })

  /** @returns what was printed, and the arguments of every call of curl */
  function pasted(code: string, answers: readonly object[]): { printed: string; calls: string[][] } {
    writeFileSync(file('arguments'), '')
    writeFileSync(file('turn'), '0')
    answers.forEach((answer, index) => void writeFileSync(file(`answer-${index + 1}`), JSON.stringify(answer)))
    const env = { PATH: `${folder}:${process.env.PATH}`, RETIMBRE_KEY: 'wsk_test' }
    const printed = execFileSync('sh', ['-c', code], { env }).toString()
    const calls = readFileSync(file('arguments'), 'utf8').split('\0\0').slice(0, -1)
    return { printed, calls: calls.map((call) => call.split('\0')) }
  }

  const check = (input: Input): void => {
    const done = task('t1', { input, status: 'completed', outputs: [RESULT] })
    const { printed, calls } = pasted(samplesOf(input).curl, [done])
    const body = calls[0]?.at(-1) ?? ''
    expect(JSON.parse(body)).toEqual(plain(input))
    expect(calls[0]).toContain('Authorization: Bearer wsk_test')
    expect(calls[0]).toContain(`${ORIGIN}/api/v3/${MODEL}`)
    expect(printed).toBe(`${RESULT}\n`)
  }

  test.each(NASTY)('carries %j', check)
  test('carries every input', () => fc.assert(fc.property(anyInput, check), { numRuns: 40 }))

  test('asks until the task has ended and prints every result', () => {
    const second = RESULT.replace('a.mp3', 'b.mp3')
    const { printed, calls } = pasted(samplesOf({ prompt: 'warm', batch_size: 2 }).curl, [
      task('t1', {}),
      task('t1', { status: 'processing' }),
      task('t1', { status: 'completed', outputs: [RESULT, second] }),
    ])
    expect(printed).toBe(`${RESULT}\n${second}\n`)
    expect(calls).toHaveLength(3)
    expect(calls[2]).toContain(`${ORIGIN}/api/v3/predictions/t1/result`)
  })

  test('prints the answer of a task that failed and of a submit that was refused', () => {
    const failed = task('t1', { status: 'failed', error: 'No "sound" in it, \\ at all.' })
    const refused = { code: 400, message: 'field "prompt" is required', error_code: 'INVALID_PARAMETER' }
    const { curl } = samplesOf({ prompt: 'warm' })
    expect(JSON.parse(pasted(curl, [task('t1', {}), failed]).printed)).toEqual(failed)
    expect(JSON.parse(pasted(curl, [refused]).printed)).toEqual(refused)
  })
})
