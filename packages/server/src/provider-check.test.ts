import { expect, test } from 'vitest'
import { requireProvider } from './provider-check.ts'

/** One that this system cannot have. */
const ELSEWHERE = process.platform === 'darwin' ? 'dml' : 'coreml'

test('a provider that is not there is refused with what it needs, and the CPU is never in question', async () => {
  await requireProvider({ provider: 'cpu' })
  const refusal = requireProvider({ provider: ELSEWHERE })
  await expect(refusal).rejects.toMatchObject({ name: 'SettingsError' })
  await expect(refusal).rejects.toThrow(new RegExp(`RETIMBRE_PROVIDER is ${ELSEWHERE}.*exists on`))
})
