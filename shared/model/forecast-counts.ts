/** A day of a forecast in numbers: what is known of it while later days are still computed. Who is held again for the same reason is counted on the first day. */
export interface ForecastCounts {
  /** From 0, the day on which the forecast starts. */
  readonly day: number
  readonly date: string
  readonly create: number
  readonly enable: number
  readonly disable: number
  readonly delete: number
  /** Held for the first time: of creates and enables, and of disables and deletes. */
  readonly heldUp: number
  readonly heldDown: number
  readonly trips: boolean
}
