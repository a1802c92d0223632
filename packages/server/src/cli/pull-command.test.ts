import { expect, test } from 'vitest'
import { UsageError } from './command-line.ts'
import { readPullCommand } from './pull-command.ts'

test('a name is enough', () => {
  expect(readPullCommand(['small-music'])).toEqual({
    name: 'small-music',
    ...{ token: undefined, from: undefined, endpoint: undefined, cache: undefined, yes: false },
  })
})

test('every flag is read', () => {
  const flags = '--token hf_x --endpoint https://mirror.example.org --cache /models --yes'.split(' ')
  expect(readPullCommand(['medium', ...flags])).toMatchObject({
    token: 'hf_x',
    endpoint: 'https://mirror.example.org',
    ...{ cache: '/models', yes: true },
  })
  expect(readPullCommand(['my-drums', '--from', 'here'])).toMatchObject({ name: 'my-drums', from: 'here' })
})

test.each([
  ['no name', [], /name of one checkpoint/],
  ['two names', ['small-music', 'medium'], /name of one checkpoint/],
  ['an unknown flag', ['medium', '--force'], /--force/],
  ['a folder and a token', ['medium', '--from', 'here', '--token', 'x'], /--token and --endpoint are for downloads/],
])('%s is refused with a sentence that helps', (_, args, words) => {
  expect(() => readPullCommand(args)).toThrow(UsageError)
  expect(() => readPullCommand(args)).toThrow(words)
})
