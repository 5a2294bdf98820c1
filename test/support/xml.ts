export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
// eslint-disable-next-line no-control-regex -- XML 1.0 §2.2 is about them
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u

/** A strict reader of XML 1.0 without DTD, comments and CDATA, for documents that we wrote. Throws at anything that is not well-formed. */
export function parseXml(document: string): XmlElement {
  if (ILLEGAL.test(document)) throw new Error('a character that XML cannot hold')
  const token = /<\?xml [^?]*\?>|<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
  const top: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string } = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  let at = 0
  while (at < document.length) {
    token.lastIndex = at
    const found = token.exec(document)
    if (!found) throw new Error(`not well-formed at ${document.slice(at, at + 40)}`)
    const [all, closed, opened, attributes = '', alone, text] = found
    const parent = open[open.length - 1] as typeof top
    if (text !== undefined) parent.text += decode(text)
    else if (closed !== undefined) {
      if (parent.name !== closed) throw new Error(`${closed} closes ${parent.name}`)
      open.pop()
    } else if (opened !== undefined) {
      const element = { name: opened, attributes: Object.fromEntries([...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name as string, decode((value as string).replace(/[\t\r\n]/g, ' '))])), children: [], text: '' }
      parent.children.push(element)
      if (alone === '') open.push(element)
    } else if (at !== 0) throw new Error('a declaration within the document')
    at += all.length
  }
  const [root, ...others] = top.children
  if (open.length > 1 || !root || others.length > 0 || top.text.trim() !== '') throw new Error('not one whole element')
  return root
}

function decode(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error(`an ampersand that stands for nothing in ${text}`)
  return text.replace(/&(#?)(\w+);/g, (_, number: string, name: string) => (number === '' ? ENTITIES[name] as string : String.fromCodePoint(Number(name))))
}
