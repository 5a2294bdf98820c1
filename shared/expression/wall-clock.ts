import { type Civil, civilOf, inRange, Instant, instantSeconds } from './instant'

/** A date as FormatDateTime carries it: the wall clock of the text, and the offset it named, if any. */
export interface WallClock extends Civil {
  /** Seconds east of UTC; undefined when the text names none. */
  readonly offset: number | undefined
}

/** The same instant on a clock in UTC; undefined outside the years that .NET knows. `offset` is in seconds east of UTC. */
export function inUtc(clock: WallClock, offset: number): WallClock | undefined {
  const seconds = instantSeconds(clock.year, clock.month, clock.day, clock.hour, clock.minute, clock.second) - offset
  return inRange(seconds) ? { ...civilOf(new Instant(seconds, clock.ticks)), offset: 0 } : undefined
}
