import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { hubConnection } from './hub-connection.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function ask(port: number): Promise<string> {
  const connection = hubConnection()
  const init = { headers: {}, redirect: 'manual', signal: new AbortController().signal } as const
  const response = await connection.fetch(`http://127.0.0.1:${port}/file`, init)
  let text = ''
  for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString()
  await connection.close()
  return text
}

test('requests go through the proxy of the environment, except to hosts that NO_PROXY names', async () => {
  const port = await listen(createServer((_, response) => response.end('the file')))
  const tunnels: (string | undefined)[] = []
  const proxy = createServer()
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url)
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    socket.on('error', () => onward.destroy())
    onward.on('error', () => socket.destroy())
  })
  const proxyPort = await listen(proxy)
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy']) vi.stubEnv(name, undefined)
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${proxyPort}`)
  vi.stubEnv('NO_PROXY', '')
  expect(await ask(port)).toBe('the file')
  expect(tunnels).toEqual([`127.0.0.1:${port}`])
  vi.stubEnv('NO_PROXY', '127.0.0.1')
  expect(await ask(port)).toBe('the file')
  expect(tunnels).toHaveLength(1)
})
