// What an entry of the script-tag bundle brings by itself, by the graph that the build writes (bundle-graph.json).

/** Entries that begin before the rest of them is there: what they ask for by import() comes at the same time (docs/decisions/0007). */
const BEGINNING = ['uggla.js', 'uggla-player.js', 'uggla-catalog.js'];

/** Come early where a stream plays by itself, and only there. */
const OF_STREAMS = /\/player\/dist\/engine\/(?:hls-engine|warm)\.js$/;
const isEngine = ({modules}) => Object.keys(modules).some((one) => OF_STREAMS.test(one));

/** A file and all that it imports statically. */
export function initial(graph, file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of graph[file].imports) initial(graph, next, seen);
  return seen;
}

/** All that an entry brings before anybody has pressed anything. */
export function whole(graph, entry) {
  const all = initial(graph, entry);
  if (BEGINNING.includes(entry))
    for (const file of graph[entry].dynamicImports) if (!isEngine(graph[file])) initial(graph, file, all);
  return all;
}

/** The chunk that holds a module; without the ending of its name. */
export function chunkOf(graph, module) {
  const file = Object.keys(graph).find((name) =>
    Object.keys(graph[name].modules).some((one) => one.startsWith(`${module}.`)),
  );
  if (!file) throw new Error(`no chunk of the bundle holds ${module}`);
  return file;
}

/** What asks for the lists and the first segments of a stream that plays by itself. */
export function asking(graph) {
  return [...initial(graph, chunkOf(graph, 'packages/player/dist/engine/warm'))];
}

/** What plays a stream, beside what the player is made of: by the build of hls.js that the stream needs (docs/decisions/0015). */
export function streaming(graph, build) {
  const player = whole(graph, 'uggla-player.js');
  const parts = ['packages/player/dist/engine/hls-engine', `packages/player/dist/vendor/${build}`];
  return [...new Set(parts.flatMap((name) => [...initial(graph, chunkOf(graph, name))]))].filter(
    (file) => !player.has(file),
  );
}
