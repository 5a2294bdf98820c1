export type LdifChange =
  | { readonly dn: string; readonly changetype: 'add' | 'delete' | 'moddn'; readonly lines: readonly (readonly [string, string])[] }
  | { readonly dn: string; readonly changetype: 'modify'; readonly changes: readonly (readonly [operation: string, attribute: string, values: readonly string[]])[] }

/** A strict reader of LDIF change records without folded lines and controls (RFC 2849). Throws at anything that is none. */
export function parseLdifChanges(text: string): LdifChange[] {
  const [version, ...records] = text.replace(/^#.*\n/gm, '').replace(/\n+$/, '').split(/\n\n+/).map((block) => block.split('\n').filter((line) => line !== ''))
  if (version?.join() !== 'version: 1') throw new Error(`no version line but ${version?.join() ?? 'nothing'}`)
  return records.filter((lines) => lines.length > 0).map((lines) => {
    const [[dnName, dn], [typeName, changetype], ...rest] = lines.map((line) => (line === '-' ? ['-', ''] as const : attrval(line))) as [[string, string], [string, string], ...(readonly [string, string])[]]
    if (dnName !== 'dn' || typeName !== 'changetype') throw new Error(`a record starts with ${dnName}, ${typeName}`)
    switch (changetype) {
      case 'add': if (rest.length === 0) throw new Error(`${dn} is added without attributes`); return { dn, changetype, lines: rest }
      case 'delete': if (rest.length > 0) throw new Error(`${dn} is deleted with attributes`); return { dn, changetype, lines: [] }
      case 'moddn': if (rest.map(([name]) => name).join().replace(/,newsuperior$/, '') !== 'newrdn,deleteoldrdn') throw new Error(`${dn} is moved by ${String(rest)}`); return { dn, changetype, lines: rest }
      case 'modify': return { dn, changetype, changes: modSpecs(rest) }
      default: throw new Error(`no changetype ${changetype}`)
    }
  })
}

function modSpecs(lines: readonly (readonly [string, string])[]): (readonly [string, string, readonly string[]])[] {
  const specs: (readonly [string, string, readonly string[]])[] = []
  let open: [string, string, string[]] | undefined
  for (const [name, value] of lines) {
    if (name === '-') {
      if (!open) throw new Error('a dash without a modification')
      specs.push(open)
      open = undefined
    } else if (!open) {
      if (!['add', 'delete', 'replace'].includes(name)) throw new Error(`no modification ${name}`)
      open = [name, value, []]
    } else {
      if (name !== open[1]) throw new Error(`${name} within a modification of ${open[1]}`)
      open[2].push(value)
    }
  }
  if (open || specs.length === 0) throw new Error('a modification without its dash')
  return specs
}

function attrval(line: string): readonly [string, string] {
  const match = /^([A-Za-z][\w.;-]*):(:?) ?(.*)$/s.exec(line)
  if (!match) throw new Error(`no line of LDIF: ${line}`)
  const [, name = '', base64 = '', value = ''] = match
  if (base64 !== '') return [name, new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'))]
  // eslint-disable-next-line no-control-regex -- SAFE-STRING is given by code points
  if (/[^\x01-\x7f]|^[ :<]/.test(value) || value.endsWith(' ')) throw new Error(`${name} needs base64: ${value}`)
  return [name, value]
}
