import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { onTestFinished } from 'vitest'

/** An event as a client sees it. */
export interface SeenEvent {
  readonly id: string
  readonly event: string
  readonly data: Record<string, unknown>
}

/** One stream being read. */
export interface EventReader {
  readonly response: IncomingMessage
  /** The next event, or `undefined` at the end of the stream. Comments and `retry` are passed over. */
  next(): Promise<SeenEvent | undefined>
  /** The next block as it came, whatever it is; empty at the end. */
  nextBlock(): Promise<string>
  /** Hangs up. */
  close(): void
}

/** Opens a stream on a connection of its own, and hangs up when the test ends. */
export async function readEvents(url: string, headers: Readonly<Record<string, string>> = {}): Promise<EventReader> {
  const request = get(url, { headers, agent: false })
  onTestFinished(() => void request.destroy())
  const [response]: IncomingMessage[] = await once(request, 'response')
  if (!response) throw new Error('no answer')
  const chunks: AsyncIterator<string> = response.setEncoding('utf8')[Symbol.asyncIterator]()
  let text = ''
  const nextBlock = async (): Promise<string> => {
    while (!text.includes('\n\n')) {
      const chunk = await chunks.next()
      if (chunk.done) return ''
      text += chunk.value
    }
    const end = text.indexOf('\n\n')
    const block = text.slice(0, end)
    text = text.slice(end + 2)
    return block
  }
  return {
    response,
    nextBlock,
    async next() {
      for (let block = await nextBlock(); block !== ''; block = await nextBlock()) {
        const [, id = '', event = '', data = ''] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? []
        if (event !== '') return { id, event, data: JSON.parse(data) }
      }
      return undefined
    },
    close: () => void request.destroy(),
  }
}
