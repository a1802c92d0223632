import { expect, test } from 'vitest'
import { fail, findingText, ok } from './finding.ts'
import { memoryFindings, nodeFinding, threadsFinding } from './machine.ts'
import { providerFindings } from './providers.ts'

const GIBIBYTE = 1024 ** 3
const machine = {
  ...{ nodeVersion: '20.19.0', memoryBytes: 8 * GIBIBYTE, processors: 4, usualThreads: 2 },
  platform: 'linux x64',
}

test.each([
  ['18.20.0', 'fail'],
  ['20.18.9', 'fail'],
  ['20.19.0', 'ok'],
  ['22.0.0', 'ok'],
])('Node %s is %s', (nodeVersion, level) => {
  expect(nodeFinding({ ...machine, nodeVersion }).level).toBe(level)
})

test('memory is judged by the checkpoints that are installed and the precision', () => {
  const used = [{ name: 'small-music' }, { name: 'my-drums' }]
  expect(memoryFindings(machine, used, 'fp32')).toMatchObject([{ level: 'ok' }])
  const narrow = { ...machine, memoryBytes: 2.2 * GIBIBYTE }
  expect(memoryFindings(narrow, used, 'fp32')).toMatchObject([
    { level: 'warn', detail: expect.stringContaining('small-music in fp32'), advice: expect.stringContaining('int8') },
  ])
  expect(memoryFindings(narrow, used, 'int8')).toMatchObject([{ level: 'ok' }])
  expect(memoryFindings({ ...machine, memoryBytes: GIBIBYTE }, [], 'fp32')).toMatchObject([{ level: 'warn' }])
})

test('a checkpoint whose need nobody has measured is named, not judged', () => {
  const narrow = { ...machine, memoryBytes: 3 * GIBIBYTE }
  expect(memoryFindings(narrow, [{ name: 'medium' }], 'fp32')).toMatchObject([
    { level: 'ok', detail: '3.0 GiB for this process; what medium needs is not measured' },
  ])
})

test('one processor, and more threads than processors, are worth a word', () => {
  expect(threadsFinding(machine, undefined)).toMatchObject({
    ...{ level: 'ok', detail: 'a render takes 2 of 4 processors' },
  })
  expect(threadsFinding({ ...machine, processors: 1 }, undefined).level).toBe('warn')
  expect(threadsFinding(machine, 4).level).toBe('ok')
  expect(threadsFinding(machine, 5)).toMatchObject({
    level: 'warn',
    detail: expect.stringContaining('5 (RETIMBRE_THREADS) of 4'),
  })
})

const CPU = { provider: 'cpu', available: true, reason: '' } as const
const WEBGPU = { provider: 'webgpu', available: true, reason: '' } as const
const NO_CUDA = { provider: 'cuda', available: false, reason: 'there is no driver' } as const

test('a provider that is chosen and not there is a failure with a way out', () => {
  expect(providerFindings([CPU, NO_CUDA], 'cpu')).toMatchObject([{ level: 'ok' }])
  expect(providerFindings([CPU, NO_CUDA], 'cuda')).toMatchObject([
    { level: 'fail', detail: expect.stringContaining('there is no driver'), advice: expect.stringContaining('cpu') },
  ])
  expect(providerFindings([], 'cpu')).toMatchObject([{ level: 'fail', advice: expect.stringContaining('npm ci') }])
})

test('a provider that is there and idle is pointed out', () => {
  expect(providerFindings([CPU, WEBGPU], 'cpu')).toMatchObject([
    { level: 'warn', advice: expect.stringContaining('RETIMBRE_PROVIDER=webgpu') },
  ])
})

test('a finding is one line, and its advice another', () => {
  expect(findingText(ok('node', 'Node 22'))).toBe('ok    node          Node 22\n')
  expect(findingText(fail('node', 'Node 18', 'install 20'))).toBe('fail  node          Node 18\n      → install 20\n')
})
