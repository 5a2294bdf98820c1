import { Fragment } from 'react'

/** A name that may go on in the next line after a dot, an at sign, a dash or an underscore, and only then within a word. */
export function Breakable({ name }: { readonly name: string }) {
  return <>{name.split(/(?<=[.@_-])/u).map((part, at) => <Fragment key={at}>{at > 0 && <wbr />}{part}</Fragment>)}</>
}
