import { useEffect, useRef } from 'react'
import { findField } from '../ui/focus-rows'
import { commandOf, pressedKey, useKeyBindings } from '../ui/key-bindings'
import { pressEscape } from '../ui/key-stack'
import type { AppCommand } from './commands'

const REGIONS = ['navigation', 'header', 'main', 'pane', 'status']
/** What is meant first in a region. */
const FIRST = { header: 'button:not(:disabled)', other: '[aria-current="page"], [role="grid"], [role="treegrid"]' } as const

/** The window's keys. What a control has dealt with is left alone. */
export function useKeys(commands: readonly AppCommand[]): void {
  const latest = useRef(commands)
  useEffect(() => { latest.current = commands })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || isInDialog(event.target)) return
      if (handle(event, latest.current)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => { window.removeEventListener('keydown', onKeyDown) }
  }, [])
}

function handle(event: KeyboardEvent, commands: readonly AppCommand[]): boolean {
  const key = pressedKey(event)
  if (key === 'Escape') return pressEscape()
  if (key === 'F6' || key === 'Shift+F6') {
    focusRegion(event.shiftKey ? -1 : 1)
    return true
  }
  if (key === 'Ctrl+F') {
    const find = findField()
    find?.focus()
    find?.select()
    return find !== undefined
  }
  if (key === undefined || (key.length === 1 && isField(event.target))) return false
  const id = commandOf(key, useKeyBindings.getState().changed)
  const command = commands.find((one) => one.id === id)
  if (command === undefined) return false
  if (command.unavailable === undefined) command.run()
  return true
}

/** Moves the focus to the next region that is there, to the control in it that is meant first. */
function focusRegion(step: 1 | -1): void {
  const regions = REGIONS
    .flatMap((name) => [...document.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)])
    .filter((region) => region.offsetParent !== null)
  if (regions.length === 0) return
  // Header and pane lie inside main, so the innermost region counts.
  const inner = document.activeElement?.closest<HTMLElement>('[data-region]')
  const current = inner === null || inner === undefined ? -1 : regions.indexOf(inner)
  const next = regions[(Math.max(current, step === 1 ? -1 : 0) + step + regions.length) % regions.length]
  const first = next?.dataset['region'] === 'header' ? FIRST.header : FIRST.other
  const target = [...next?.querySelectorAll<HTMLElement>(first) ?? []].find((element) => element.offsetParent !== null) ?? next
  target?.focus()
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select') || target.closest('.monaco-editor') !== null)
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="alertdialog"]') !== null
}
