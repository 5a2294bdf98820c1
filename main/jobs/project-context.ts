import type { ProjectDocument } from '../../shared/model/project'

/** The project that a question is about. Sent along with each, so that a child that was started anew needs no memory. */
export interface ProjectContext {
  /** Absolute; relative paths in the document start from here. */
  readonly folder: string
  /** The mirror's file. */
  readonly mirror: string
  readonly document: ProjectDocument
  /** `sha256:` and 64 hex digits of the document. */
  readonly configHash: string
  /** Whether the document is a draft that was not saved as a version. */
  readonly draft: boolean
  /** The saved version that the document is, where it is one. */
  readonly version?: number
  /** What `rehearsal.json` holds, where the document is a draft of it. */
  readonly saved?: ProjectDocument
}
