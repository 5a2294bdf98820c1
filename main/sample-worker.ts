import { parentPort, workerData } from 'node:worker_threads'
import { toErrorReply } from '../shared/app-error'
import { createSampleProject } from './sample-project'

/* The thread that makes the sample company: half a second of computing, which the window must not feel. */

createSampleProject(String(workerData)).then(() => parentPort?.postMessage(null), (error: unknown) => parentPort?.postMessage(toErrorReply(error)))
