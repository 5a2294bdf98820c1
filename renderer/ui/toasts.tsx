import { Button } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { COMMON } from '../texts/common'

interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

interface Toasts {
  readonly toasts: readonly Toast[]
  readonly show: (toast: Omit<Toast, 'id'>) => void
  readonly dismiss: (id: number) => void
}

let lastId = 0

/** The end of long work whose screen is not shown, and undo. At most two, never the only copy of something. */
export const useToasts = create<Toasts>((set) => ({
  toasts: [],
  show: (toast) => { set((state) => ({ toasts: [...state.toasts.slice(-1), { ...toast, id: ++lastId }] })) },
  dismiss: (id) => { set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })) },
}))

/** What was just done, with ways back, said aloud as it comes. */
export function ToastArea() {
  const toasts = useToasts((state) => state.toasts)
  return <div className="toasts" role="status">{toasts.map((toast) => <ToastCard key={toast.id} toast={toast} />)}</div>
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const dismiss = useToasts((state) => state.dismiss)
  const [paused, setPaused] = useState(false)
  useEffect(() => {
    if (paused) return undefined
    const timer = setTimeout(() => { dismiss(toast.id) }, 6000)
    return () => { clearTimeout(timer) }
  }, [paused, toast.id, dismiss])
  return (
    <div
      className="toast" onMouseEnter={() => { setPaused(true) }} onMouseLeave={() => { setPaused(false) }} onFocus={() => { setPaused(true) }}
      onBlur={() => { setPaused(false) }}
    >
      <span>{toast.text}</span>
      {toast.action !== undefined && (
        <Button size="small" appearance="transparent" onClick={() => { toast.action?.run(); dismiss(toast.id) }}>{toast.action.label}</Button>
      )}
      <Button size="small" appearance="subtle" icon={<DismissRegular />} aria-label={COMMON.dismiss} onClick={() => { dismiss(toast.id) }} />
    </div>
  )
}
