import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ForecastView } from '../../shared/ipc/views'
import type { Forecast } from '../../shared/model/forecast'
import { writeDurably } from '../project/durable-file'

interface KeptForecast {
  readonly configHash: string
  readonly madeAt: string
  readonly forecast: Forecast
}

/** Keeps a forecast beside the mirror, in the place of the one before. Throws as `writeDurably`. */
export async function saveForecast(mirror: string, kept: KeptForecast): Promise<void> {
  await writeDurably(fileOf(mirror), JSON.stringify(kept))
}

/** The forecast made last; null where there is none that can be read: it is made again in seconds. */
export async function latestForecast(mirror: string, configHash: string): Promise<ForecastView | null> {
  try {
    const kept = JSON.parse(await readFile(fileOf(mirror), 'utf8')) as KeptForecast
    return { madeAt: kept.madeAt, stale: kept.configHash !== configHash, forecast: kept.forecast }
  } catch {
    return null
  }
}

function fileOf(mirror: string): string {
  return join(dirname(mirror), 'forecast.json')
}
