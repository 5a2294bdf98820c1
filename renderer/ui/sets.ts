/** The set with a thing, or without it. */
export function withOrWithout<Thing>(set: ReadonlySet<Thing>, thing: Thing, wanted: boolean): ReadonlySet<Thing> {
  const next = new Set(set)
  if (wanted) next.add(thing)
  else next.delete(thing)
  return next
}

/** The set without a thing that it has, else with it. */
export function toggled<Thing>(set: ReadonlySet<Thing>, thing: Thing): ReadonlySet<Thing> {
  return withOrWithout(set, thing, !set.has(thing))
}
