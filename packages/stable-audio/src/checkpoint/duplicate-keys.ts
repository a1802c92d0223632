/**
 * The first key that one object of a JSON text has twice; `JSON.parse` would silently keep the last.
 * @param json  a text that `JSON.parse` accepts
 */
export function duplicateKey(json: string): string | undefined {
  /** The keys seen so far of every object that is open; `undefined` for an open array. */
  const open: (Set<string> | undefined)[] = []
  let expectsKey = false
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index]
    if (character === '{') {
      open.push(new Set())
      expectsKey = true
    } else if (character === '[') {
      open.push(undefined)
      expectsKey = false
    } else if (character === '}' || character === ']') {
      open.pop()
    } else if (character === ',') {
      expectsKey = open.at(-1) !== undefined
    } else if (character === '"') {
      const end = endOfString(json, index)
      if (expectsKey) {
        const key: string = JSON.parse(json.slice(index, end))
        if (open.at(-1)?.has(key)) return key
        open.at(-1)?.add(key)
        expectsKey = false
      }
      index = end - 1
    }
  }
  return undefined
}

/** The index after the closing quote of the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  let index = start + 1
  while (json[index] !== '"') index += json[index] === '\\' ? 2 : 1
  return index + 1
}
