import { createInterface } from 'node:readline/promises'
import type { AcceptLicence, LicenceQuestion } from '@retimbre/stable-audio'

export interface QuestionTools {
  readonly input: NodeJS.ReadStream
  readonly output: NodeJS.WriteStream
  readonly signal: AbortSignal
}

/** Shows the licences, and takes a typed "y" for yes. Where nobody can type, the answer is no. */
export function askForLicence({ input, output, signal }: QuestionTools): AcceptLicence {
  return async (question) => {
    output.write(licenceText(question))
    if (!input.isTTY) {
      output.write('Read them, and run the command again with --yes to accept them.\n')
      return false
    }
    // Without line editing of its own, Ctrl-C remains the signal that ends the command.
    const lines = createInterface({ input, output, terminal: false })
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
    try {
      const answer = await Promise.race([lines.question('Do you accept them? [y/N] ', { signal }), closed])
      return /^y(es)?$/i.test(answer.trim())
    } finally {
      lines.close()
    }
  }
}

/** Says what `--yes` has accepted. */
export function acceptSilently(output: NodeJS.WriteStream): AcceptLicence {
  return async (question) => {
    output.write(licenceText(question))
    output.write('Accepted by --yes.\n')
    return true
  }
}

function licenceText({ checkpoint, licences }: LicenceQuestion): string {
  const lines = licences.map(({ name, url }) => `  ${name}: ${url}\n`)
  return `${checkpoint.repo} comes under these licences, which also hold for its siblings:\n${lines.join('')}`
}
