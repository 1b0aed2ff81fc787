import {stages} from '../stage/stages.mjs';
import {RATE, speak} from './speech.mjs';

/** Frames a second. */
export const FPS = 25;

const GAP = 0.34; // between two sentences
const LEAD = {wipe: 0.55, on: 0.2}; // before the first sentence of a scene
const TAIL = 0.45; // after its last
const FASTEST = 1.22; // a translation may be spoken this much faster to fit

/**
 * Gives each scene and sentence of a scenario its time. The first language leads: a sentence lasts as long as it is
 * spoken; the others' sentences start with it, a little faster if they must, and never end after it by more than a gap.
 */
export function timeline(scenario) {
  let now = 0;
  let previous;
  const scenes = scenario.scenes.map((scene) => {
    const wipe = previous !== undefined && (scene.stage !== previous.stage || scene.set !== undefined);
    const start = now;
    now += scene.lead ?? (wipe ? LEAD.wipe : LEAD.on);
    const lines = (scene.lines ?? []).map((line) => {
      const sound = {es: speak(line.say?.es ?? line.es, {lang: 'es', voice: line.voice})};
      let length = sound.es.length / RATE;
      if (scenario.dub) {
        const options = {lang: 'en', voice: line.voice};
        const free = speak(line.say?.en ?? line.en, options);
        const tempo = Math.min(FASTEST, Math.max(1, free.length / RATE / length));
        sound.en = tempo === 1 ? free : speak(line.say?.en ?? line.en, {...options, tempo});
        length = Math.max(length, sound.en.length / RATE);
      }
      const timed = {...line, sound, start: now, end: now + length};
      now = timed.end + GAP + (line.pause ?? 0);
      return timed;
    });
    now = frame(now + (scene.hold ?? TAIL));
    const timed = {...scene, lines, wipe, start, end: now};
    previous = scene;
    return timed;
  });
  return {scenes, seconds: now};
}

const frame = (seconds) => Math.ceil(seconds * FPS) / FPS;
const ease = (x) => (x < 0.5 ? 4 * x ** 3 : 1 - (-2 * x + 2) ** 3 / 2);

/** What is seen at second `t`: the scene's stage and the values of its moving parts. */
export function stateAt(scenes, t) {
  const index = scenes.findLastIndex((scene) => scene.start <= t);
  let first = index;
  while (first > 0 && !scenes[first].wipe) first--; // values carry over where nothing is wiped
  const values = {cam: [640, 360, 1], ...stages[scenes[index].stage].defaults};
  for (const scene of scenes.slice(first, index + 1)) {
    Object.assign(values, scene.set);
    for (const move of moves(scene)) if (move.start <= t) apply(values, move, t);
  }
  const scene = scenes[index];
  const line = scene.lines.findLast(({chip, start, end}) => chip && start - 0.1 <= t && t <= end + 0.5);
  return {
    stage: scene.stage,
    values,
    chip: line && {text: line.chip, in: fade(t - line.start + 0.1), out: fade(line.end + 0.5 - t)},
    wipe: wipeAt(scenes, index, t),
  };
}

const fade = (seconds) => ease(Math.min(1, Math.max(0, seconds / 0.4)));

function moves(scene) {
  const own = [scene.show ?? []].flat().map((move) => ({...move, start: scene.start + (move.at ?? 0)}));
  const spoken = scene.lines.flatMap((line) =>
    [line.show ?? []].flat().map((move) => ({...move, start: line.start + (move.at ?? 0)})),
  );
  return [...own, ...spoken].sort((a, b) => a.start - b.start);
}

function apply(values, {start, at, take = 0.9, ...targets}, t) {
  const share = ease(Math.min(1, Math.max(0, (t - start) / take)));
  for (const [name, target] of Object.entries(targets)) values[name] = between(values[name], target, share);
}

function between(from, to, share) {
  if (Array.isArray(to)) return to.map((value, i) => between(from?.[i], value, share));
  if (typeof to !== 'number') return share > 0 ? to : from;
  return (from ?? 0) + (to - (from ?? 0)) * share;
}

/** −1 to 0 while the panel covers the old scene, 0 to 1 while it uncovers the new one; null when there is none. */
function wipeAt(scenes, index, t) {
  const length = 0.4;
  const {start, end, wipe} = scenes[index];
  if (wipe && t - start < length) return ease((t - start) / length) || 0.001;
  if (scenes[index + 1]?.wipe && end - t < length) return -ease((end - t) / length);
  return null;
}
