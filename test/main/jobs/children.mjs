// A child that speaks the protocol of main/jobs/messages.ts and does what it is asked, well or badly.
const post = (message) => process.send(message)
const cancelled = new Set()

process.on('disconnect', () => process.exit(0))
process.on('message', (message) => {
  if (message.kind === 'cancel') return void cancelled.add(message.id)
  const { id, name, input } = message
  switch (name) {
    case 'echo': return post({ kind: 'value', id, value: input })
    case 'pid': return post({ kind: 'value', id, value: process.pid })
    case 'refuse': return post({ kind: 'failure', id, error: { code: 'fileMissing', message: 'The file is gone.', context: { file: 'a.csv' } } })
    case 'bug': return post({ kind: 'failure', id, error: { code: 'bug', message: 'This is a bug.', context: {} }, stack: 'at somewhere' })
    case 'environment': return post({ kind: 'value', id, value: { asNode: process.env.ELECTRON_RUN_AS_NODE, options: process.env.NODE_OPTIONS, kept: process.env.KEPT } })
    case 'die': return process.exit(7)
    case 'never': return
    case 'deaf': for (;;);
    case 'sliced': return sliced(id)
    case 'progress':
      for (let done = 1; done <= 50; done++) post({ kind: 'progress', id, progress: { step: 'plan', done, total: 50, unit: 'people', label: 'job' } })
      return post({ kind: 'value', id, value: { kind: 'imported', durationMs: 1, text: 'Read' } })
  }
})

function sliced(id) {
  if (cancelled.has(id)) return post({ kind: 'failure', id, error: { code: 'cancelled', message: 'Cancelled.', context: {} } })
  setTimeout(() => sliced(id), 20)
}
