import { resolveSecret } from '../../connectors/secrets'
import { inspectSource } from '../../connectors/profile'
import { AppError } from '../../../shared/app-error'
import { counted } from '../../../shared/counted'
import { type Command, EXIT, option } from '../command'
import { issueLine } from '../issue-line'
import { LDAP, takes } from '../options'
import { ldapOptions } from '../ldap-options'

export const inspectCommand: Command = {
  name: 'inspect',
  usage: 'inspect PATH-OR-URL… [--limit N] [--base-dn DN] [--bind-dn DN] [--password-from env:NAME] [--ca-file FILE] [--starttls] [--filter FILTER]',
  summary: 'What is this file, directory or server: format, object types, attributes with a profile',
  options: { limit: takes('N', 'how many objects to look at; default: all'), ...LDAP, filter: takes('FILTER', 'an LDAP filter; default: every object') },
  examples: [
    'inspect hr-export.csv',
    'inspect ldaps://dc.example --base-dn dc=example --bind-dn cn=reader,dc=example --password-from env:DIRECTORY_PASSWORD --limit 1000',
  ],
  positionals: { least: 1, most: 1000 },
  async run(args, context) {
    const text = option(args, 'limit')
    const limit = text === undefined ? undefined : Number(text)
    if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 1)) throw new AppError('usage', `--limit takes a whole number from 1, not ${text ?? ''}.`)
    const secret = await resolveSecret(option(args, 'password-from'), { env: process.env })
    const result = await inspectSource(args.positionals, {
      limit, signal: context.signal, secret, ldap: ldapOptions(args),
      onProgress: ({ bytes, totalBytes }) => context.progress('Reading', totalBytes === undefined ? undefined : bytes / totalBytes),
    })
    if (context.json) {
      context.writeJson(result)
      return EXIT.done
    }
    const finding = Object.entries(result.finding).filter(([key]) => key !== 'encoding').map(([key, value]) => `${key} ${asShown(value)}`).join(', ')
    context.say(`${result.format}${result.encoding === undefined ? '' : `, ${result.encoding}`}${finding === '' ? '' : ` (${finding})`}${result.complete ? '' : ', not read to the end'}`)
    for (const type of result.objectTypes) {
      context.say(`\n${type.name}: ${counted(type.count, 'object')}${type.suggestedAnchor === undefined ? '' : `, anchor ${type.suggestedAnchor}`}`)
      const width = Math.max(28, ...type.attributes.map(({ name }) => Math.min(name.length, LONGEST_NAME)))
      for (const attribute of type.attributes) {
        context.say(`  ${attribute.name.padEnd(width)} ${attribute.type.padEnd(9)} filled ${String(attribute.filled).padStart(7)}  distinct ${String(attribute.distinct).padStart(7)}  longest ${String(attribute.maxLength).padStart(5)}  ${attribute.samples.slice(0, 3).map((s) => JSON.stringify(s)).join(' ')}`)
      }
    }
    for (const issue of result.issues.slice(0, 20)) context.say(issueLine(issue))
    return EXIT.done
  },
}

/** Names longer than this push their own line alone. */
const LONGEST_NAME = 80

/** Separators, quotes and line ends as one writes them: `"\r\n"`. */
function asShown(value: string | number | boolean): string {
  return typeof value === 'string' && !/^[\w ,-]*\w$/.test(value) ? JSON.stringify(value) : String(value)
}
