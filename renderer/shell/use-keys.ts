import { useEffect, useRef } from 'react'
import { findField } from '../ui/focus-rows'
import { commandOf, pressedKey, useKeyBindings } from '../ui/key-bindings'
import { pressEscape } from '../ui/key-stack'
import type { AppCommand } from './commands'

const REGIONS = ['navigation', 'main', 'pane', 'status']

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
  const regions = REGIONS.flatMap((name) => [...document.querySelectorAll<HTMLElement>(`[data-region="${name}"]`)])
  if (regions.length === 0) return
  // The pane lies inside main, so the innermost region counts.
  const current = regions.findLastIndex((region) => region.contains(document.activeElement))
  const next = regions[(Math.max(current, step === 1 ? -1 : 0) + step + regions.length) % regions.length]
  const target = next?.querySelector<HTMLElement>('[aria-current="page"], [role="grid"], [role="treegrid"]') ?? next
  target?.focus()
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select') || target.closest('.monaco-editor') !== null)
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"], [role="alertdialog"]') !== null
}
