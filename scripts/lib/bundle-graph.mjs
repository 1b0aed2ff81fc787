// What an entry of the script-tag bundle brings by itself, by the graph that the build writes (bundle-graph.json).

/** Entries that paint first: what they ask for by import() comes at the same time (docs/decisions/0007). */
const PAINTING = ['uggla.js', 'uggla-player.js'];

/** Comes early where a stream plays by itself, and only there. */
const isEngine = ({modules}) => Object.keys(modules).some((one) => one.endsWith('player/dist/engine/hls-engine.js'));

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
  if (PAINTING.includes(entry))
    for (const file of graph[entry].dynamicImports) if (!isEngine(graph[file])) initial(graph, file, all);
  return all;
}
