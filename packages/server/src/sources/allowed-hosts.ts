/** Whether an operator has let a host through although it may be private. */
export type HostPermission = (hostname: string, port: number) => boolean

interface Entry {
  readonly hostname: string
  /** Any port when absent. */
  readonly port: number | undefined
}

/** @param entries host names or addresses, each with a port or without: `nas.local`, `192.168.1.7:8000`, `[fd00::7]:80` */
export function permitHosts(entries: readonly string[]): HostPermission {
  const permitted = entries.map(readEntry)
  return (hostname, port) =>
    permitted.some((entry) => entry.hostname === hostname && (entry.port === undefined || entry.port === port))
}

function readEntry(text: string): Entry {
  const [, host = text, port] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(text) ?? []
  const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  // Through the URL parser, so that an entry and a URL that mean the same host are the same text.
  const hostname = URL.canParse(`http://${bracketed}`) ? new URL(`http://${bracketed}`).hostname : host
  return { hostname, port: port === undefined ? undefined : Number(port) }
}
