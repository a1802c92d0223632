import { cpus } from 'node:os'
import { expect, test } from 'vitest'
import { chosenSeed, judge } from './judge.ts'
import { chaos } from './run.ts'

/** Of each sort a third; fewer only where somebody says so, to try the harness itself. */
const KILLS = Number(process.env.RETIMBRE_CHAOS_KILLS ?? 60)

test('300 jobs outlive 60 kills and two workers frozen past their lease', async () => {
  const plan = { seed: chosenSeed(), jobs: 5 * KILLS, recipes: 30, kills: KILLS, freezes: 2 }
  const { struck, waits, books, seconds } = await chaos(plan, judge(plan))
  const sorts = ['server', 'worker', 'engine', 'frozen worker'].map(
    (sort) => `${struck.filter(({ victim }) => victim === sort).length} × ${sort}`,
  )
  const longest = (values: readonly number[]): string => (Math.max(0, ...values) / 1000).toFixed(1)
  console.log(
    [
      `seed ${plan.seed}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`,
      `${plan.jobs} jobs in ${seconds.toFixed(0)} s, ${struck.length} strikes: ${sorts.join(', ')}`,
      `${struck.filter(({ hit }) => hit).length} fell into a job; ${waits.length} attempts were made again`,
      `longest wait ${longest(waits.map(({ ms }) => ms))} s, of it idle ${longest(waits.map(({ idleMs }) => idleMs))} s`,
      `revenue $${(books.revenueMicrodollars / 1e6).toFixed(4)} for ${books.predictions.size} jobs`,
    ].join('\n'),
  )
  expect(struck.filter(({ hit }) => hit).length).toBeGreaterThan(KILLS / 2)
})
