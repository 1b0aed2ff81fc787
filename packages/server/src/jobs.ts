import {durationSeconds, type Actor} from '@uggla/protocol';
import {eraseOld} from './audit/erase.js';
import {serverName} from './people/person.js';
import {remind, reminds} from './reminders/remind.js';
import type {Services} from './services.js';

/** How often the server looks for what there is to do by itself. */
const everyMs = 3_600_000;

/** What the server does by itself, once. Tells in the log what failed; it is tried again the next time. */
export async function doJobs(services: Services): Promise<void> {
  const {settings, store, statements, homePage, leads} = services;
  const server: Actor = {objectType: 'Agent', name: 'Uggla', account: {homePage, name: serverName}};
  const jobs: [name: string, job: () => Promise<unknown>][] = [['leads', () => leads.forgetOld()]];
  const {retention} = settings;
  if (retention !== undefined)
    jobs.push([
      'retention',
      async () => {
        const erased = await eraseOld(store.db, statements, durationSeconds(retention) / 86_400, server);
        for (const {pseudonym, handedOn} of erased)
          for (const {lrs, records} of handedOn)
            settings.log(
              `retention: erased ${pseudonym}; ${records} of the records stay at ${lrs}, where they were handed on`,
            );
      },
    ]);
  if (reminds(settings)) jobs.push(['reminders', () => remind(services)]);
  for (const [name, job] of jobs) {
    try {
      await job();
    } catch (error) {
      settings.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Does them now and every hour, until `signal`. One after the other; several servers on one store may do so. */
export function startJobs(services: Services): void {
  const {draining} = services;
  const run = async () => {
    if (draining.aborted) return;
    await doJobs(services);
    if (draining.aborted) return;
    const timer = setTimeout(() => void run(), everyMs);
    timer.unref();
    draining.addEventListener('abort', () => clearTimeout(timer), {once: true});
  };
  void run();
}
