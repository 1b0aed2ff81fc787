import {Scorm2004API} from 'scorm-again/scorm2004/min';
import type {FramePackage} from '@uggla/protocol/frame.js';
import type {Runtime} from './scorm.js';
import {readKept} from './tracked.js';

/** What of the data model is read here; the rest is the package's own. */
interface Kept {
  completion_status: string;
  success_status: string;
  progress_measure: string;
  score: {scaled: string; raw: string; min: string; max: string};
  exit: string;
  [more: string]: unknown;
}

/** The run-time of SCORM 2004, as it was left. */
export function runtime2004({kept, learner, mode, data, mastery, language}: FramePackage): Runtime {
  const api = new Scorm2004API({autocommit: false, logLevel: 5});
  const before = readKept<Kept>(kept);
  const goesOn = before !== undefined && (before.exit === 'suspend' || before.completion_status !== 'completed');
  api.loadFromJSON(
    {
      ...(goesOn ? before : {}),
      learner_id: learner.id,
      learner_name: learner.name,
      mode,
      credit: mode === 'normal' ? 'credit' : 'no-credit',
      entry: goesOn ? 'resume' : 'ab-initio',
      exit: '',
      session_time: 'PT0S',
      launch_data: data ?? '',
      learner_preference: {...(before?.['learner_preference'] as object | undefined), language},
      ...(mastery === undefined ? {} : {scaled_passing_score: String(mastery)}),
    },
    'cmi',
  );
  const read = () => JSON.parse(JSON.stringify(api.cmi)) as Kept;
  return {
    name: 'API_1484_11',
    api,
    changes: 'SetValue',
    commits: 'Commit Terminate',
    kept() {
      const all = read();
      all['total_time'] = api.cmi.getCurrentTotalTime();
      delete all['session_time'];
      return all;
    },
    result() {
      const {completion_status: completion, success_status: success, progress_measure: measure, score} = read();
      const [scaled, share] = [Number.parseFloat(score.scaled), Number.parseFloat(measure)];
      return {
        completed: completion === 'completed' || (completion === 'unknown' && success === 'passed'),
        ...(success === 'passed' || success === 'failed' ? {passed: success === 'passed'} : {}),
        ...(Number.isNaN(scaled) ? {} : {score: scaled}),
        ...(Number.isNaN(share) ? {} : {share}),
      };
    },
  };
}
