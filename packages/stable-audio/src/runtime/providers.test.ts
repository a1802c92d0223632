import { expect, test } from 'vitest'
import { availableProviders, providerTraits, resolveProvider } from './providers.ts'

const ELSEWHERE = process.platform === 'darwin' ? 'dml' : 'coreml'

test('the CPU is always there and is what nobody asked for', async () => {
  expect(await resolveProvider(undefined)).toEqual({ provider: 'cpu' })
})

test('every provider is told, the missing ones with a reason', async () => {
  const states = await availableProviders()
  expect(states.map(({ provider }) => provider)).toEqual(['cpu', 'cuda', 'webgpu', 'coreml', 'dml'])
  for (const { available, reason } of states) expect(reason === '').toBe(available)
})

test('a provider that is not there is an error that names it, what it needs and what there is', async () => {
  await expect(resolveProvider(ELSEWHERE)).rejects.toMatchObject({
    code: 'provider_unavailable',
    message: expect.stringMatching(
      new RegExp(`${ELSEWHERE} is not available here .* exists on .* Available here: cpu`),
    ),
  })
})

test('the CPU takes its place only when that was allowed, and says so', async () => {
  const resolved = await resolveProvider(ELSEWHERE, { allowFallback: true })
  expect(resolved.provider).toBe('cpu')
  expect(resolved.warning).toContain(ELSEWHERE)
})

test('a name that is no provider is refused', async () => {
  await expect(resolveProvider('gpu', { allowFallback: true })).rejects.toMatchObject({ code: 'option_out_of_range' })
})

test('only the CPU takes graphs with operators of its own, or int8', () => {
  expect(providerTraits('cpu')).toEqual({ portable: false, int8: true })
  expect(providerTraits('webgpu')).toEqual({ portable: true, int8: false })
})
