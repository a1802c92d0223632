/**
 * Puts text onto the clipboard. Browsers offer theirs to pages from https and from the own machine alone; a server in the
 * house is often neither, and there the old way still works.
 */
export async function copyText(text: string): Promise<void> {
  // Typed as always there, which it is not.
  const clipboard = navigator.clipboard as Clipboard | undefined
  const refused =
    clipboard === undefined ||
    (await clipboard.writeText(text).then(
      () => false,
      () => true,
    ))
  if (refused) copyByHand(text)
}

function copyByHand(text: string): void {
  const box = document.createElement('textarea')
  box.value = text
  box.readOnly = true
  box.className = 'sr-only'
  // A modal dialog lets nothing outside itself be selected.
  const home = document.querySelector('dialog[open]') ?? document.body
  const focused = document.activeElement
  home.append(box)
  box.select()
  const copied = document.execCommand('copy')
  box.remove()
  if (focused instanceof HTMLElement) focused.focus()
  if (!copied) throw new Error('The browser does not let this page copy.')
}
