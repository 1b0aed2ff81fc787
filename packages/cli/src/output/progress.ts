import {Listr} from 'listr2';
import type {Step} from '../build.js';

const titles: Record<Step['phase'], string> = {
  read: 'Read the folder',
  look: 'Look at films and sounds',
  repack: 'Repack films as they are',
  encode: 'Make smaller qualities',
  publish: 'Publish',
};

/** Runs long work and shows how far it is: on a terminal as a list that moves, else a line a film; silent for machines. */
export async function withProgress<T>(silent: boolean, work: (onStep: (step: Step) => void) => Promise<T>): Promise<T> {
  if (silent) return work(() => undefined);
  let result: T | undefined;
  const tty = process.stderr.isTTY;
  const list = new Listr(
    [
      {
        title: titles.read,
        task: async (_, task) => {
          let phase: Step['phase'] = 'read';
          const told = new Set<string>();
          result = await work((step) => {
            if (step.phase !== phase) {
              phase = step.phase;
              task.title = titles[phase];
            }
            const percent = step.done === undefined ? '' : `${Math.floor(step.done * 100)} % `;
            if (tty && step.subject) task.output = `${percent}${step.subject}`;
            // of what may take hours, logs shall show that it goes on; of several films at once each is told when it begins
            if (tty || !step.subject || (phase !== 'repack' && phase !== 'encode')) return;
            const line = `${titles[phase]}: ${step.subject}`;
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
