import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followEvents, type ServerEvent } from './event-stream.ts'

vi.mock('../session.ts', () => ({ currentKey: () => 'a-key', refuseKey: () => {} }))

const asked: (string | null)[] = []
let answers: ((request: Request) => Response)[] = []
let end: AbortController

beforeEach(() => {
  vi.useFakeTimers()
  end = new AbortController()
  asked.length = 0
  vi.stubGlobal(
    'Request',
    class extends Request {
      constructor(input: RequestInfo, init?: RequestInit) {
        super(typeof input === 'string' ? new URL(input, 'http://localhost') : input, init)
      }
    },
  )
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(request.headers.get('Last-Event-ID'))
    const next = answers.shift()
    if (next) return next(request)
    end.abort()
    throw new Error('nobody answers')
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function follow(): Promise<{ readonly events: ServerEvent[]; readonly connections: boolean[] }> {
  const events: ServerEvent[] = []
  const connections: boolean[] = []
  const following = followEvents({
    signal: end.signal,
    onEvent: (event) => events.push(event),
    onConnected: (now) => connections.push(now),
  })
  await vi.runAllTimersAsync()
  await following
  return { events, connections }
}

test('a stream that breaks is taken up again after the last event that was heard', async () => {
  answers = [
    () => new Response('id: 7\nevent: progress\ndata: {"id":"a"}\n\n: still here\n\nid: 9\nevent: done\nda'),
    () => new Response('id: 9\nevent: done\ndata: {"id":"a"}\n\n'),
  ]
  const { events, connections } = await follow()
  expect(events).toEqual([
    { event: 'progress', data: { id: 'a' } },
    { event: 'done', data: { id: 'a' } },
  ])
  expect(asked).toEqual([null, '7', '9'])
  expect(connections).toEqual([true, false, true, false, false])
})

test('a server that is away is asked again, and a refused key is not', async () => {
  answers = [() => new Response('', { status: 503 }), () => new Response('', { status: 401 })]
  const { connections } = await follow()
  expect(asked).toHaveLength(2)
  expect(connections).toEqual([false])
})

test('a connection that has gone silent is given up and taken up again, even if nobody ended it', async () => {
  const silent = ({ signal }: Request) =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('id: 3\nevent: progress\ndata: {"id":"a"}\n\n'))
          signal.addEventListener('abort', () => controller.error(signal.reason))
        },
      }),
    )
  answers = [silent, () => new Response('id: 4\nevent: done\ndata: {"id":"a"}\n\n')]
  const { events } = await follow()
  expect(events.map(({ event }) => event)).toEqual(['progress', 'done'])
  expect(asked).toEqual([null, '3', '4'])
})
