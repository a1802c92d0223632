import { request } from 'node:http'
import { expect, test } from 'vitest'
import { API_KEY, preparedDataFolder, startService } from './service.ts'

test('SIGTERM ends the service within seconds although an upload is still trickling in', async () => {
  const data = await preparedDataFolder()
  const service = await startService(data.path)
  try {
    const upload = request(`${service.url}/api/v3/media/upload/binary`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'multipart/form-data; boundary=x' },
    })
    const cutOff = new Promise((resolve) => upload.on('error', resolve))
    upload.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\nfirst bytes')
    await service.stop()
    await cutOff
    expect(service.output()).toContain('Stopping')
    expect(service.output()).not.toContain(API_KEY)
  } finally {
    await service.kill()
    data.remove()
  }
}, 30_000)
