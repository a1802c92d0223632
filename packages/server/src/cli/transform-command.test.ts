import { expect, test } from 'vitest'
import { UsageError } from './command-line.ts'
import { readTransformCommand } from './transform-command.ts'

test('a file, a prompt and a result are enough; the rest has the defaults of the API', () => {
  expect(readTransformCommand(['in.wav', 'warm tape', '-o', 'out.mp3'])).toEqual({
    input: 'in.wav',
    prompt: 'warm tape',
    output: 'out.mp3',
    format: 'mp3',
    negativePrompt: '',
    durationSeconds: undefined,
    initNoiseLevel: 0.9,
    numInferenceSteps: 8,
    guidanceScale: 1,
    seed: undefined,
    planFile: undefined,
    checkpoint: undefined,
    schedule: undefined,
    sampler: undefined,
    json: false,
  })
})

test('every setting can be given, and the format follows the name of the result', () => {
  const flags =
    '--strength 0.4 --duration 12.5 --negative harsh --steps 16 --guidance 3 --seed 0 --plan slow.json --json'.split(
      ' ',
    )
  const model = '--checkpoint small-music --schedule upstream --sampler euler'.split(' ')
  expect(readTransformCommand(['in.wav', 'dark', '-o', 'OUT.FLAC', ...flags, ...model])).toMatchObject({
    format: 'flac',
    initNoiseLevel: 0.4,
    durationSeconds: 12.5,
    negativePrompt: 'harsh',
    numInferenceSteps: 16,
    guidanceScale: 3,
    seed: 0,
    planFile: 'slow.json',
    checkpoint: 'small-music',
    schedule: 'upstream',
    sampler: 'euler',
    json: true,
  })
})

test.each([
  ['no prompt', ['in.wav', '-o', 'out.mp3'], /prompt in quotes/],
  ['a prompt without quotes', ['in.wav', 'warm', 'tape', '-o', 'out.mp3'], /prompt in quotes/],
  ['no result', ['in.wav', 'warm'], /-o out\.mp3/],
  ['a result of an unknown kind', ['in.wav', 'warm', '-o', 'out.wma'], /must end in one of \.mp3/],
  [
    'a strength beyond 1',
    ['in.wav', 'warm', '-o', 'o.mp3', '--strength', '2'],
    /--strength must be a number from 0 to 1/,
  ],
  ['half a step', ['in.wav', 'warm', '-o', 'o.mp3', '--steps', '2.5'], /--steps must be a whole number from 1 to 100/],
  ['an empty number', ['in.wav', 'warm', '-o', 'o.mp3', '--seed', ''], /--seed must be/],
  [
    'a sampler that does not exist',
    ['in.wav', 'warm', '-o', 'o.mp3', '--sampler', 'magic'],
    /--sampler must be one of pingpong/,
  ],
  ['an unknown flag', ['in.wav', 'warm', '-o', 'o.mp3', '--loud'], /--loud/],
])('%s is refused with a sentence that helps', (_, args, words) => {
  expect(() => readTransformCommand(args)).toThrow(UsageError)
  expect(() => readTransformCommand(args)).toThrow(words)
})
