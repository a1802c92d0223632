import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

const NEVER = new AbortController().signal

/** Yields its name so many times, and says when it is through. */
async function* saying(name: string, times: number, said: string[]): AsyncGenerator<string, void> {
  try {
    for (let time = 0; time < times; time += 1) yield name
  } finally {
    said.push(`${name} over`)
  }
}

test('runs take their turns in the order in which they were first asked for an event', async () => {
  const turns = new Turns()
  const said: string[] = []
  const listen = async (name: string): Promise<void> => {
    for await (const event of turns.generator(() => () => saying(name, 2, said), NEVER)) said.push(event)
  }
  await Promise.all([listen('a'), listen('b')])
  expect(said).toEqual(['a', 'a', 'a over', 'b', 'b', 'b over'])
})

test('one who waits and gives up is told so at once, and those behind still wait for those before', async () => {
  const turns = new Turns()
  const release = await turns.take()
  const abort = new AbortController()
  const givenUp = turns.take(abort.signal)
  let hasTurn = false
  const last = turns.take().then((end) => {
    hasTurn = true
    end()
  })
  abort.abort(new Error('enough'))
  await expect(givenUp).rejects.toThrow('enough')
  await expect(turns.take(abort.signal)).rejects.toThrow('enough')
  expect(hasTurn).toBe(false)
  release()
  await last
  expect(hasTurn).toBe(true)
})

test('return() on one who waits ends it at once and quietly', async () => {
  const turns = new Turns()
  const release = await turns.take()
  const waiting = turns.generator(() => () => saying('never', 1, []), NEVER)
  const next = waiting.next()
  expect(await waiting.return()).toEqual({ done: true, value: undefined })
  expect(await next).toEqual({ done: true, value: undefined })
  release()
  ;(await turns.take())()
})

test('a run that nobody asks for more gives its turn back when its signal is aborted', async () => {
  const turns = new Turns()
  const said: string[] = []
  const abort = new AbortController()
  const forgotten = turns.generator(() => () => saying('a', 9, said), abort.signal)
  await forgotten.next()
  abort.abort(new Error('enough'))
  ;(await turns.take())()
  expect(said).toEqual(['a over'])
  await expect(forgotten.next()).rejects.toThrow('enough')
  expect(await forgotten.next()).toEqual({ done: true, value: undefined })
})

test('ending all tells whoever listens, runs and waits, and leaves no turn taken', async () => {
  const turns = new Turns()
  const said: string[] = []
  const running = turns.generator(() => () => saying('a', 9, said), NEVER)
  await running.next()
  const waiting = turns.generator(() => () => saying('b', 9, said), NEVER).next()
  const told = expect(waiting).rejects.toThrow('closed')
  await turns.endAll(new Error('closed'))
  await told
  await expect(running.next()).rejects.toThrow('closed')
  expect(said).toEqual(['a over'])
  ;(await turns.take())()
})

test('a run that is asked for nothing holds up nobody, and one aborted before it begins never runs', async () => {
  const turns = new Turns()
  const said: string[] = []
  turns.generator(() => () => saying('a', 1, said), NEVER)
  ;(await turns.take())()
  const aborted = turns.generator(() => () => saying('b', 1, said), AbortSignal.abort(new Error('enough')))
  await expect(aborted.next()).rejects.toThrow('enough')
  expect(said).toEqual([])
})

test('what is wrong with a run is told before its turn comes', async () => {
  const turns = new Turns()
  const release = await turns.take()
  const wrong = turns.generator(() => {
    throw new Error('no such thing')
  }, NEVER)
  await expect(wrong.next()).rejects.toThrow('no such thing')
  release()
  ;(await turns.take())()
})
