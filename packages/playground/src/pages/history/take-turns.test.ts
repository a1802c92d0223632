import { expect, test } from 'vitest'
import { inTurn } from './take-turns.ts'

const never = new AbortController().signal

function deferred() {
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<void>((_, refuse) => {
    reject = refuse
  })
  return { promise, reject }
}

test('a call begins when the one before has ended, also when that failed', async () => {
  const turn = inTurn()
  const told: string[] = []
  const firstEnds = deferred()
  const first = turn(async () => {
    told.push('first')
    await firstEnds.promise
  }, never)
  const second = turn(async () => void told.push('second'), never)
  await Promise.resolve()
  await Promise.resolve()
  expect(told).toEqual(['first'])
  firstEnds.reject(new Error('away'))
  await expect(first).rejects.toThrow('away')
  await second
  expect(told).toEqual(['first', 'second'])
})

test('a call that nobody waits for any more is not made', async () => {
  const turn = inTurn()
  const gone = new AbortController()
  gone.abort()
  let called = false
  const call = async (): Promise<void> => {
    called = true
  }
  await expect(turn(call, gone.signal)).rejects.toThrow()
  expect(called).toBe(false)
})
