import { isKey } from '../../session.ts'

const IN_ADDRESS = /[#&]key=([^&\s]+)/

/**
 * The key in what somebody pasted, which may be the whole address that the server printed, or a header.
 * @returns `undefined` where there is none: nothing was typed, or what no key can be
 */
export function keyIn(pasted: string): string | undefined {
  const text = pasted.trim()
  const key =
    IN_ADDRESS.exec(text)?.[1] ?? text.replace(/^(authorization:\s*)?bearer\s+/i, '').replace(/^["']|["']$/g, '')
  return isKey(key) ? key : undefined
}
