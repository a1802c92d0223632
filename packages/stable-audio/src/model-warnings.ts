/** What a person should know about a model that was opened otherwise than asked for. */
export const MODEL_WARNINGS = {
  another_provider: '{provider} is not available ({reason}); the CPU is used instead',
  ignored_parts:
    'the LoRA "{name}" changes {matrices} matrices; {ignored} of its layers or keys fit nothing in this checkpoint and are ignored',
} as const satisfies Record<string, string>
