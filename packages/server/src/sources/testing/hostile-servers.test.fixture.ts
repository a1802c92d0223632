import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'

const PIECE = Buffer.alloc(64 * 1024, 'x')
const OK = 'HTTP/1.1 200 OK\r\n'
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`
const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])

/** What somebody may answer to wear this server down, by the name of the trick. */
const ANSWERS = {
  'a byte now and then': (socket: Socket) => {
    socket.write(`${OK}Content-Length: 1000000\r\n\r\n`)
    drip(socket, 'x')
  },
  'a letter of the first line now and then': (socket: Socket) => {
    socket.write('HTTP/1.1 200 ')
    drip(socket, 'O')
  },
  'a header now and then': (socket: Socket) => {
    socket.write(OK)
    drip(socket, 'x-a: b\r\n')
  },
  'a body without end': (socket: Socket) => pour(socket, CHUNKED, chunk(PIECE)),
  'a body without end and without framing': (socket: Socket) => pour(socket, `${OK}Connection: close\r\n\r\n`, PIECE),
  'a body longer than announced': (socket: Socket) => pour(socket, `${OK}Content-Length: 10\r\n\r\n`, PIECE),
  'a body shorter than announced': (socket: Socket) => socket.end(`${OK}Content-Length: 1000000\r\n\r\nshort`),
  'an announced length beyond all numbers': (socket: Socket) =>
    pour(socket, `${OK}Content-Length: 99999999999999999999999\r\n\r\n`, PIECE),
  'two announced lengths': (socket: Socket) =>
    pour(socket, `${OK}Content-Length: 5\r\nContent-Length: 500000000\r\n\r\n`, PIECE),
  'a bomb of gzip': (socket: Socket) => {
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20))
    socket.end(
      Buffer.concat([Buffer.from(`${OK}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`), bomb]),
    )
  },
  'headers without end': (socket: Socket) => pour(socket, OK, Buffer.from(`x-flood: ${'y'.repeat(1000)}\r\n`)),
  'one header without end': (socket: Socket) => pour(socket, `${OK}x-flood: `, PIECE),
  'interim answers without end': (socket: Socket) =>
    pour(socket, '', Buffer.from('HTTP/1.1 103 Early Hints\r\nx: y\r\n\r\n')),
  'a chunk size without end': (socket: Socket) => pour(socket, CHUNKED, Buffer.alloc(64 * 1024, '0')),
  'a chunk extension without end': (socket: Socket) => pour(socket, `${CHUNKED}5;`, PIECE),
  'trailers without end': (socket: Socket) =>
    pour(socket, `${CHUNKED}5\r\nhello\r\n0\r\n`, Buffer.from(`x-flood: ${'y'.repeat(1000)}\r\n`)),
  'chunks of one byte without end': (socket: Socket) => pour(socket, CHUNKED, Buffer.from('1\r\nx\r\n'.repeat(1_000))),
  silence: () => undefined,
} as const satisfies Readonly<Record<string, (socket: Socket) => unknown>>

export type Trick = keyof typeof ANSWERS
export const TRICKS = Object.keys(ANSWERS) as readonly Trick[]

/** Tricks that only the clock ends; the others end by what they send. */
export const SLOW_TRICKS: ReadonlySet<Trick> = new Set([
  ...(['a byte now and then', 'a letter of the first line now and then', 'a header now and then'] as const),
  ...(['a chunk size without end', 'chunks of one byte without end', 'silence'] as const),
])

/** Starts a server for a trick on loopback and gives its port. */
export async function startHostile(trick: Trick): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).once('data', () => ANSWERS[trick](socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return (server.address() as AddressInfo).port
}

function drip(socket: Socket, drop: string): void {
  const timer = setInterval(() => socket.write(drop), 5)
  socket.on('close', () => clearInterval(timer))
}

/** As fast as the other side takes it. */
function pour(socket: Socket, head: string, piece: Buffer): void {
  let open = true
  const more = (): void => {
    while (open && socket.write(piece));
  }
  socket.on('drain', more).on('close', () => {
    open = false
  })
  socket.write(head)
  more()
}
