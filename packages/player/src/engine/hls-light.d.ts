/** The light build has the same types, and says so nowhere. */
declare module 'hls.js/light' {
  export * from 'hls.js';
  export {default} from 'hls.js';
}
