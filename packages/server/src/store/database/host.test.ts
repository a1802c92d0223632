import { MessageChannel } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import { DatabaseClient } from './client.ts'
import { portEndpoint } from './endpoints.ts'
import { DatabaseHost, type SqlConnection } from './host.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** Notes what it is asked, and answers everything with nothing. */
function recordingConnection(): SqlConnection & { readonly statements: string[] } {
  const statements: string[] = []
  return {
    statements,
    async query(sql) {
      statements.push(sql)
      return { rows: [], affectedRows: 0, command: '' }
    },
    onNotification() {},
    async close() {},
  }
}

function connect(host: DatabaseHost): DatabaseClient {
  const { port1, port2 } = new MessageChannel()
  host.attach(portEndpoint(port1))
  return new DatabaseClient(portEndpoint(port2))
}

test('a transaction that stands idle is rolled back, so that a frozen peer cannot stop the others', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const connection = recordingConnection()
  const host = new DatabaseHost(connection, { idleTransactionMs: 10_000 })
  const frozen = connect(host)
  const other = connect(host)

  const transaction = await frozen.begin()
  await frozen.query('first', [], transaction)
  const waiting = other.query('second', [], null)
  await vi.advanceTimersByTimeAsync(9_999)
  expect(connection.statements).toEqual(['begin', 'first'])
  await vi.advanceTimersByTimeAsync(1)
  await waiting
  expect(connection.statements).toEqual(['begin', 'first', 'rollback', 'second'])
  await expect(frozen.query('too late', [], transaction)).rejects.toMatchObject({ code: 'transaction_ended' })
  await host.close()
})

test('a transaction that works goes on however long it takes, while others ask', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const connection = recordingConnection()
  const host = new DatabaseHost(connection, { idleTransactionMs: 200 })
  const busy = connect(host)
  const other = connect(host)

  const transaction = await busy.begin()
  const waiting: Promise<unknown>[] = []
  for (let index = 0; index < 8; index++) {
    waiting.push(other.query('another', [], null))
    await vi.advanceTimersByTimeAsync(50)
    await busy.query('a step', [], transaction)
  }
  await busy.end(transaction, 'commit')
  await Promise.all(waiting)
  expect(connection.statements.slice(0, 10)).toEqual(['begin', ...Array(8).fill('a step'), 'commit'])
  await host.close()
})

test('a transaction belongs to the peer that began it', async () => {
  const host = new DatabaseHost(recordingConnection())
  const owner = connect(host)
  const transaction = await owner.begin()
  await expect(connect(host).query('intruding', [], transaction)).rejects.toMatchObject({ code: 'transaction_ended' })
  await host.close()
})

test('closing rolls an open transaction back, and tells every peer', async () => {
  const connection = recordingConnection()
  const host = new DatabaseHost(connection)
  const peer = connect(host)
  await peer.begin()
  const waiting = expect(peer.query('waiting', [], null)).rejects.toMatchObject({ code: 'database_closed' })
  // One round trip later the request above has arrived.
  await expect(peer.query('gone', [], 999)).rejects.toMatchObject({ code: 'transaction_ended' })
  await host.close()
  await waiting
  expect(connection.statements).toEqual(['begin', 'rollback'])
})
