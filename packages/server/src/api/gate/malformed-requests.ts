import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { ServerError } from '../../errors.ts'
import { REASONS } from '../../reasons.ts'
import { failure } from '../wavespeed/envelope.ts'

/** Answers what is not even HTTP, before any route could: broken framing, endless headers. */
export function answerMalformedRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const answer = new ServerError('invalid_body', { detail: REASONS.not_understood })
  const body = JSON.stringify(failure(answer))
  const head = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
