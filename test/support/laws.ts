/**
 * fast-check for laws, with the same generated cases in every run, so that two runs of the same code tell the same. Set
 * `REHEARSAL_LAW_SEED=random` to search for new ones, or to a number to see again what such a search found: the message of a
 * broken law names its seed.
 */
import fc from 'fast-check'

const wanted = process.env.REHEARSAL_LAW_SEED ?? '20261121'
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) })

export { fc }
