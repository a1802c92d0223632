import { type Service, startService } from '../service.ts'

/** A service that is started again, at the same address and on the same data, when it was killed. */
export interface RestartedService {
  current(): Service
  killAndRestart(): Promise<void>
  stop(): Promise<void>
  /** What all its lives have printed. */
  output(): string
}

export async function startRestartedService(
  dataFolder: string,
  environment: Readonly<Record<string, string>>,
): Promise<RestartedService> {
  let service = await startService(dataFolder, environment)
  const { port } = new URL(service.url)
  let earlier = ''
  return {
    current: () => service,
    async killAndRestart() {
      await service.kill()
      earlier += service.output()
      service = await startService(dataFolder, { ...environment, PORT: port })
    },
    stop: () => service.stop(),
    output: () => earlier + service.output(),
  }
}
