/** Entries of a well-formed content LDIF, for looking at what the generator wrote: values by attribute name, texts decoded. */
export function parseLdif(text: string): Record<string, string[]>[] {
  return text.replaceAll('\n ', '').split('\n\n').filter(entry => entry.startsWith('dn:')).map(entry => {
    const values: Record<string, string[]> = {}
    for (const line of entry.split('\n')) {
      const [, name = '', encoded, value = ''] = /^([^:]+):(:?) (.*)$/.exec(line) ?? []
      if (name === '') continue
      const binary = name === 'objectGUID' || name === 'objectSid'
      ;(values[name] ??= []).push(encoded === ':' && !binary ? Buffer.from(value, 'base64').toString('utf8') : value)
    }
    return values
  })
}
