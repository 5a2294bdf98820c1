import { Button } from '@fluentui/react-components'
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'

const SAID_MS = 2000

interface Props {
  readonly label: string
  /** What the button says, and a screen reader hears, once the text is on the clipboard. */
  readonly done: string
  readonly text: () => string
}

/** Puts a text on the clipboard and says so for a moment. */
export function CopyButton({ label, done, text }: Props) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => { setCopied(false) }, SAID_MS)
    return () => { clearTimeout(timer) }
  }, [copied])
  return (
    <>
      <Button
        size="small" appearance="subtle" icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        onClick={() => { void navigator.clipboard.writeText(text()).then(() => { setCopied(true) }) }}
      >
        {copied ? done : label}
      </Button>
      <span className="visually-hidden" role="status">{copied ? done : ''}</span>
    </>
  )
}
