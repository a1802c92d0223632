import { expect, test } from 'vitest'
import { chosenSeed, judge } from './chaos/judge.ts'
import { chaos } from './chaos/run.ts'

test('jobs outlive kills of the server, its worker and its engine: none lost, none charged twice, none changed', async () => {
  const plan = { seed: chosenSeed(), jobs: 12, recipes: 3, kills: 6, freezes: 0 }
  const { struck } = await chaos(plan, judge(plan))
  expect(struck.some(({ hit }) => hit)).toBe(true)
}, 300_000)
