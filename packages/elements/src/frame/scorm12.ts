import {Scorm12API} from 'scorm-again/scorm12/min';
import type {FramePackage} from '@uggla/protocol/frame.js';
import type {Runtime} from './scorm.js';
import {readKept} from './tracked.js';

/** What of the data model is read here; the rest is the package's own. */
interface Kept {
  core: {
    lesson_status: string;
    score: {raw: string; min: string; max: string};
    exit: string;
    total_time: string;
    entry: string;
    [more: string]: unknown;
  };
  [more: string]: unknown;
}

const DONE = ['passed', 'completed', 'failed'];

/** The run-time of SCORM 1.2, as it was left. */
export function runtime12({kept, learner, mode, data, mastery}: FramePackage): Runtime {
  const api = new Scorm12API({autocommit: false, logLevel: 5, mastery_override: mastery !== undefined});
  const before = readKept<Kept>(kept);
  // What was ended for good begins anew; what was left in between, by its own wish or by a closed window, goes on.
  const goesOn = before !== undefined && (before.core.exit === 'suspend' || !DONE.includes(before.core.lesson_status));
  const {core, ...rest} = goesOn ? before : {core: {}};
  api.loadFromJSON(
    {
      ...rest,
      core: {
        ...core,
        student_id: learner.id,
        student_name: learner.name,
        lesson_mode: mode,
        credit: mode === 'normal' ? 'credit' : 'no-credit',
        entry: goesOn ? 'resume' : 'ab-initio',
        exit: '',
        session_time: '00:00:00',
      },
      launch_data: data ?? '',
      student_data: mastery === undefined ? {} : {mastery_score: String(Math.round(mastery * 100))},
    },
    'cmi',
  );
  const read = () => JSON.parse(JSON.stringify(api.cmi)) as Kept;
  return {
    name: 'API',
    api,
    changes: 'LMSSetValue',
    commits: 'LMSCommit LMSFinish',
    kept() {
      const all = read();
      all.core.total_time = api.cmi.getCurrentTotalTime();
      delete all.core['session_time'];
      return all;
    },
    result() {
      const {lesson_status: status, score} = read().core;
      const [raw, min, max] = [
        Number.parseFloat(score.raw),
        Number.parseFloat(score.min) || 0,
        Number.parseFloat(score.max) || 100,
      ];
      return {
        completed: DONE.includes(status),
        ...(status === 'passed' || status === 'failed' ? {passed: status === 'passed'} : {}),
        ...(Number.isNaN(raw) || max <= min ? {} : {score: (raw - min) / (max - min)}),
      };
    },
  };
}
