/** A request as programs that run when they are pasted: submit, wait, print where the result is. */

import { JAVASCRIPT, JSON_NOTATION, literal, PYTHON, shellWord } from './literals.ts'

export interface SampleRequest {
  /** Of the service, without a slash at its end. */
  readonly origin: string
  /** Whole id, `stability-ai/stable-audio-3/audio-to-audio`. */
  readonly model: string
  readonly input: Readonly<Record<string, unknown>>
}

export type SampleLanguage = 'curl' | 'javascript' | 'python'

/** Where all three find the key. */
export const KEY_VARIABLE = 'RETIMBRE_KEY'

/** Each prints the addresses of the results, one a line. */
export const codeSamples = (request: SampleRequest): Readonly<Record<SampleLanguage, string>> => ({
  curl: curl(request),
  javascript: javascript(request),
  python: python(request),
})

/**
 * For any POSIX shell, with curl and sed alone. No comments: a zsh that is typed into takes them for commands; `status` is
 * a name that it keeps to itself. The patterns cannot match inside of an input, where every quote has a backslash before it.
 */
function curl({ origin, model, input }: SampleRequest): string {
  const authorisation = `-H "Authorization: Bearer $${KEY_VARIABLE}"`
  return `answer=$(curl -sS ${shellWord(`${origin}/api/v3/${model}`)} \\
  ${authorisation} \\
  -H 'Content-Type: application/json' \\
  -d ${shellWord(literal(input, JSON_NOTATION))})
task=$(printf '%s\\n' "$answer" | sed -n 's/.*"get":"\\([^"]*\\)".*/\\1/p')
while [ -n "$task" ]; do
  case $answer in *'"status":"completed"'* | *'"status":"failed"'*) break ;; esac
  sleep 1
  answer=$(curl -sS "$task" ${authorisation}) || break
done
outputs=$(printf '%s\\n' "$answer" | sed -n 's/.*"outputs":\\["\\([^]]*\\)"\\].*/\\1/p' | tr -d '"' | tr , '\\n')
printf '%s\\n' "\${outputs:-$answer}"
`
}

function javascript({ origin, model, input }: SampleRequest): string {
  const [base, id] = [origin, model].map((text) => literal(text, JAVASCRIPT))
  return `import { Client } from 'wavespeed'

const client = new Client(process.env.${KEY_VARIABLE}, { baseUrl: ${base} })
const { outputs } = await client.run(${id}, ${literal(input, JAVASCRIPT)})
console.log(outputs.join('\\n'))
`
}

function python({ origin, model, input }: SampleRequest): string {
  const [base, id] = [origin, model].map((text) => literal(text, PYTHON))
  return `import os

from wavespeed import Client

client = Client(api_key=os.environ["${KEY_VARIABLE}"], base_url=${base})
result = client.run(${id}, ${literal(input, PYTHON)})
print(*result["outputs"], sep="\\n")
`
}
