import {Listr} from 'listr2';
import type {Step} from '../build.js';

const titles: Record<Step['phase'], string> = {
  read: 'Read the folder',
  look: 'Look at films and sounds',
  repack: 'Repack films as they are',
  encode: 'Make smaller qualities',
  publish: 'Publish',
};

/** Runs a build and shows how far it is; see {@link withSteps}. */
export function withProgress<T>(silent: boolean, work: (onStep: (step: Step) => void) => Promise<T>): Promise<T> {
  return withSteps(silent, titles, ['repack', 'encode'], work);
}

/**
 * Runs long work and shows how far it is: on a terminal as a list that moves, else a line a film; silent for machines.
 *
 * @param titles - What each phase is called; the first is the one that it begins with.
 * @param long - Phases that may take hours.
 */
export async function withSteps<T, Phase extends string>(
  silent: boolean,
  titles: Readonly<Record<Phase, string>>,
  long: readonly NoInfer<Phase>[],
  work: (onStep: (step: {phase: Phase; subject?: string; done?: number}) => void) => Promise<T>,
): Promise<T> {
  if (silent) return work(() => undefined);
  let result: T | undefined;
  const tty = process.stderr.isTTY;
  const list = new Listr(
    [
      {
        title: Object.values<string>(titles)[0]!,
        task: async (_, task) => {
          let phase: Phase | undefined;
          const told = new Set<string>();
          result = await work((step) => {
            if (step.phase !== phase) {
              phase = step.phase;
              task.title = titles[phase];
            }
            const percent = step.done === undefined ? '' : `${Math.floor(step.done * 100)} % `;
            if (tty && step.subject) task.output = `${percent}${step.subject}`;
            // of what may take hours, logs shall show that it goes on; of several films at once each is told when it begins
            if (tty || !step.subject || !long.includes(step.phase)) return;
            const line = `${titles[step.phase]}: ${step.subject}`;
            if (!told.has(line)) process.stderr.write(`${line}\n`);
            told.add(line);
          });
          task.title = 'Done';
        },
      },
    ],
    {
      renderer: tty ? 'default' : 'silent',
      rendererOptions: {clearOutput: true, collapseErrors: true, showErrorMessage: false},
      registerSignalListeners: false,
    } as ConstructorParameters<typeof Listr>[1],
  );
  await list.run();
  return result as T;
}
