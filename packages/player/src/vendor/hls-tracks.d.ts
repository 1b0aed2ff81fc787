/** Made by scripts/engine.mjs; what it leaves out of hls.js it has types for all the same. */
export {default} from 'hls.js';
