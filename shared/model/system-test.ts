/** What is passed on the way to a connected system's objects, in this order: of a directory the first six, of files the next three, of both the last. */
export type TestLayer = 'name' | 'port' | 'tls' | 'certificate' | 'bind' | 'base' | 'file' | 'format' | 'header' | 'sample'

/** One of them, as it was found. */
export interface TestStep {
  readonly layer: TestLayer
  readonly status: 'ok' | 'warning' | 'failed' | 'skipped'
  /** One sentence for the person who sets the system up: what was found, or what failed, where, why and what to do. */
  readonly text: string
}
