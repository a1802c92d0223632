#!/usr/bin/env node
import { JobError } from '../errors.ts'
import { VERSION } from '../version.ts'
import { UsageError } from './command-line.ts'

const HELP = `retimbre ${VERSION}: a clip and a sentence in, the clip transformed out.

  retimbre serve [--host HOST] [--port PORT] [--data FOLDER]
      Run the service and its page. Default: http://127.0.0.1:8787

  retimbre transform INPUT "PROMPT" -o OUTPUT [options]
      Transform one file, without a service. The format follows the name of OUTPUT
      (mp3, wav, flac, ogg, opus, m4a, aac).
      --strength 0…1      how far the result may move away from the source (0.9)
      --duration SECONDS  length of the result, 1 to 120 (the source's, at most 120)
      --negative TEXT     what to avoid
      --steps 1…100       refinement passes (8)
      --guidance 0…25     strength of the prompt (1)
      --seed NUMBER       repeat a result exactly
      --plan FILE         JSON such as {"wet": 0.4, "tempo": -0.3}: keys of the embedded engine's plan
                          in place of what the prompt gives; --json prints the plan as "report.asked"
      --checkpoint NAME   an installed checkpoint (the best suited one)
      --schedule NAME     monotone or upstream
      --sampler NAME      pingpong, euler, dpmpp or rk4
      --json              print what was understood and done as JSON

  retimbre pull NAME [--yes] [--endpoint URL] [--cache FOLDER]
      Install a Stable Audio 3 checkpoint: small-music, small-sfx, medium, or one with -base.
      The access token is taken from HF_TOKEN, or from what "hf auth login" has stored.
      Stopped in any way, the same command goes on from there.
  retimbre pull NAME --from FOLDER
      Install one from a folder, a fine-tune under a name of your own.

  retimbre models [--json] [--cache FOLDER]
      What is installed, what could be, and which checkpoint serves which model.

  retimbre doctor [--full] [--cache FOLDER]
      Check this machine and render a second with every engine. --full reads every byte of every checkpoint.

  retimbre account create NAME [--credit DOLLARS] [--admin] | list
  retimbre account top-up ID DOLLARS [--note TEXT] [--reference TEXT] | top-ups ID
  retimbre account suspend ID | resume ID | limits ID [--concurrency N] [--submits-per-minute N]
      Who may use the service, and what they may spend. N: 0 for no limit, "default" for the server's.
      A reference keeps a repeated top-up from being paid twice.
  retimbre key create [--account ID] --name NAME | list [--account ID] | revoke KEYID
  retimbre key limits KEYID [--concurrency N] [--submits-per-minute N]
      What opens an account (the owner's when none is named). A key is shown once.
      Both take --json and --data FOLDER, and work whether or not the service is running.

  retimbre help | version
`

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  // Each brings along what it needs, so that `version` answers at once.
  serve: async (args) => (await import('./serve.ts')).serve(args),
  transform: async (args) => (await import('./transform.ts')).transform(args),
  account: async (args) => (await import('./account.ts')).account(args),
  key: async (args) => (await import('./key.ts')).key(args),
  pull: async (args) => (await import('./pull.ts')).pull(args),
  models: async (args) => (await import('./models.ts')).models(args),
  doctor: async (args) => (await import('./doctor.ts')).doctor(args),
  help: async () => print(HELP),
  '--help': async () => print(HELP),
  '-h': async () => print(HELP),
  version: async () => print(`${VERSION}\n`),
  '--version': async () => print(`${VERSION}\n`),
}

async function print(text: string): Promise<number> {
  process.stdout.write(text)
  return 0
}

async function main(args: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = args
  const command = COMMANDS[name]
  if (!command) throw new UsageError(`There is no command "${name}".`)
  return command(rest)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`retimbre: ${error instanceof Error ? error.message : String(error)}\n`)
  // Here there is no log that the reason could be in.
  if (error instanceof JobError && error.code === 'engine_unusable' && error.cause instanceof Error) {
    process.stderr.write(`${error.cause.message}\n`)
  }
  if (error instanceof UsageError) process.stderr.write('Try "retimbre help".\n')
  process.exitCode = error instanceof UsageError ? 2 : 1
}
