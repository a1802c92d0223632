const FILES = '/files/'

/** `uploads/9d1f/guitar solo.mp3` becomes `/files/uploads/9d1f/guitar%20solo.mp3`. */
export function pathOfFile(fileKey: string): string {
  return FILES + fileKey.split('/').map(encodeURIComponent).join('/')
}

/** The other way round; `undefined` for whatever is not the path of a file of ours, however it is spelt. */
export function fileOfPath(path: string): string | undefined {
  if (!path.startsWith(FILES)) return undefined
  const segments = path.slice(FILES.length).split('/').map(decodeSegment)
  const [area, folder, name] = segments
  if (segments.length !== 3 || !folder || !name || (area !== 'uploads' && area !== 'outputs')) return undefined
  return `${area}/${folder}/${name}`
}

function decodeSegment(segment: string): string | undefined {
  try {
    const text = decodeURIComponent(segment)
    return text === '.' || text === '..' || /[/\\\0]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
