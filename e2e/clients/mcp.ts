import { createRequire } from 'node:module'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { Home } from './home.ts'

const MCP_SERVER = createRequire(import.meta.url).resolve('@wavespeed/mcp')

interface ToolAnswer {
  readonly isError?: boolean
  readonly content: readonly { readonly text: string }[]
}

/** An agent with the official MCP server at its side, over stdio. */
export interface Agent {
  tools(): Promise<readonly string[]>
  /** What a tool answers, or why it failed. */
  ask(
    tool: string,
    input?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly failed: boolean; readonly text: string }>
  /** @throws Error with the tool's text when it failed */
  use<T>(tool: string, input?: Readonly<Record<string, unknown>>): Promise<T>
  close(): Promise<void>
}

export async function startAgent(home: Home, environment: Readonly<Record<string, string>>): Promise<Agent> {
  const client = new Client({ name: 'retimbre-tests', version: '1.0.0' })
  const env = home.environment(environment)
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [MCP_SERVER], env, cwd: home.path, stderr: 'ignore' }),
  )
  const ask: Agent['ask'] = async (name, input = {}) => {
    const { isError = false, content } = (await client.callTool({ name, arguments: input })) as unknown as ToolAnswer
    return { failed: isError, text: content[0]?.text ?? '' }
  }
  return {
    ask,
    tools: async () => (await client.listTools()).tools.map(({ name }) => name).sort(),
    async use<T>(tool: string, input?: Readonly<Record<string, unknown>>) {
      const { failed, text } = await ask(tool, input)
      if (failed) throw new Error(`${tool}: ${text}`)
      return JSON.parse(text) as T
    },
    close: () => client.close(),
  }
}
