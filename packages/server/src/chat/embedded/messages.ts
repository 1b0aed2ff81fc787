import type {Delta} from '../provider.js';
import type {EngineQuestion} from '../engines/dialect.js';

/** What the worker is started with. */
export interface WorkerSettings {
  model: string;
  loras: {filePath: string; scale: number}[];
  /** Tokens. */
  window: number;
}

/** What the worker is told. */
export type ToWorker = {type: 'ask'; id: number; question: EngineQuestion} | {type: 'stop'; id: number};

/** What the worker tells. */
export type FromWorker =
  | {type: 'ready'; window: number}
  /** It cannot work at all. `missing`: the library is not there. */
  | {type: 'failed'; missing: boolean; reason: string}
  | {type: 'delta'; id: number; delta: Delta}
  | {type: 'end'; id: number; failed: string | undefined};
