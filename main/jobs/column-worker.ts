import { parentPort, workerData } from 'node:worker_threads'
import { type ColumnsAsked, gatherColumns } from '../mirror/gather-columns'

/*
 * Gathers the columns of one type, hands them over and ends.
 */

const columns = gatherColumns(workerData as ColumnsAsked)
parentPort?.postMessage(columns, columns.map(({ numbers }) => numbers.buffer as ArrayBuffer))
