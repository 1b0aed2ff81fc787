/** A file of the published folder. */
export interface PublishedFile {
  /** Its path in the published folder; or an address of the web, where it stays. */
  path: string;
  /** Media type. */
  type: string;
  bytes?: number;
}

/** What ffmpeg made of a film or sound; all paths are in the published folder. */
export interface Streams {
  /** The HLS master playlist. */
  hls?: string;
  /** The plain file for where HLS does not play. */
  fallback?: PublishedFile;
  /** The sound alone. */
  audio?: PublishedFile;
  /** Further languages of the sound. */
  languages: string[];
  poster?: {src: string; width: number; height: number; placeholder: string};
  /** The storyboard's WebVTT. */
  storyboard?: string;
}
