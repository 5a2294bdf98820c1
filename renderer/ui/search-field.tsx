import { SearchBox } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { Key } from './key'

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** The search of the table below. `Ctrl+F` goes here; what is typed takes effect after a short rest. */
export function SearchField({ label, value, onChange }: Props) {
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  const latest = useRef(onChange)
  useEffect(() => { latest.current = onChange })
  if (seen !== value) { setSeen(value); setText(value) }
  useEffect(() => {
    if (text === value) return undefined
    const timer = setTimeout(() => { latest.current(text) }, 200)
    return () => { clearTimeout(timer) }
  }, [text, value])
  return (
    <SearchBox
      className="search-field" size="small" aria-label={label} placeholder={label} value={text} data-find=""
      onChange={(_, data) => { setText(data.value) }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return
        event.stopPropagation()
        setText('')
        onChange('')
      }}
      contentAfter={text === '' ? <span className="keys"><Key>Ctrl</Key><Key>F</Key></span> : undefined}
    />
  )
}
