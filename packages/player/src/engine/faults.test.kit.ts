import type {Rule} from '@uggla/testing';

/** One thing that goes wrong and can be mended, as data: docs/guides/faults.md tells the same to people. */
export interface Fault {
  readonly name: string;
  /** What the viewer sees of it. */
  readonly sees: 'nothing' | 'a wait' | 'the panel meanwhile' | 'another rendition' | 'the plain file' | 'a gap';
  /** Below the generated media. */
  readonly src?: string;
  readonly rules: readonly Rule[];
  /** Seconds after which the server is well again. */
  readonly outage?: number;
  /** Where the last picture is, in seconds. */
  readonly end?: number;
}

const GARBAGE = btoa('\u0007corrupt \u0081\u00fe bytes '.repeat(200));
const PAGE = {body: '<!doctype html><p>Back in a minute</p>', type: 'text/html'};
const once = {times: 1};
const init = /init\.mp4/;
const second = /seg_1\.m4s/;
const later = /seg_[2-4]\.m4s/;
const better = /high\/seg_1\.m4s/;

/** The first half of a list of the film, as a writer leaves it that is cut. */
const HALF =
  '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:2.0,\nseg_0.m4s\n#EXTINF:2.0,\nseg_1.m4s\n';
const GROWING = HALF.replace('#EXT-X-PLAYLIST-TYPE:VOD\n', '#EXT-X-PLAYLIST-TYPE:EVENT\n');

/**
 * Two segments, of which the last is there in a part too; the server would hold back the list until there is a third. Nothing
 * follows the last whole segment: no part, and no hint of one.
 */
const LOW_LATENCY = HALF.replace(
  '#EXT-X-PLAYLIST-TYPE:VOD\n',
  '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=6\n#EXT-X-PART-INF:PART-TARGET=2\n',
).replace('#EXTINF:2.0,\nseg_1', '#EXT-X-PART:DURATION=2,INDEPENDENT=YES,URI="seg_1.m4s"\n#EXTINF:2.0,\nseg_1');
const lowLatency: Rule = {match: 'list.m3u8', body: LOW_LATENCY, ...once};

/** The same film under the same numbers and other names, as a server has it that was started anew. */
const ANEW = `${HALF.replaceAll(/(init|seg_)/g, '../high/$1')}${[2, 3, 4].map((at) => `#EXTINF:2.0,\n../high/seg_${at}.m4s\n`).join('')}#EXT-X-ENDLIST\n`;

/** The same film, of which the list says that all but the beginning is not there. */
const GAPS = `${HALF.replaceAll('#EXTINF:2.0,\nseg_1', '#EXT-X-GAP\n#EXTINF:2.0,\nseg_1')}${[2, 3, 4].map((at) => `#EXT-X-GAP\n#EXTINF:2.0,\nseg_${at}.m4s\n`).join('')}#EXT-X-ENDLIST\n`;

export const FAULTS: readonly Fault[] = [
  {name: 'the first playlist answers 500 once', sees: 'nothing', rules: [{match: 'master', status: 500, ...once}]},
  {
    name: 'the first playlist answers 503 three times, and asks for a second of patience',
    sees: 'a wait',
    rules: [{match: 'master', status: 503, headers: {'retry-after': '1'}, times: 3}],
  },
  {name: 'the first playlist answers 404 once', sees: 'nothing', rules: [{match: 'master', status: 404, ...once}]},
  {name: 'the first playlist breaks off twice', sees: 'nothing', rules: [{match: 'master', cutAfter: 60, times: 2}]},
  {
    name: 'the first playlist never answers the first time',
    sees: 'a wait',
    rules: [{match: 'master', hang: true, ...once}],
  },
  {name: 'the first playlist takes four seconds', sees: 'a wait', rules: [{match: 'master', delayMs: 4000}]},
  {name: 'the first playlist is empty once', sees: 'nothing', rules: [{match: 'master', body: '', ...once}]},
  {name: 'the first playlist is a page once', sees: 'nothing', rules: [{match: 'master', ...PAGE, ...once}]},
  {name: 'playlists and segments are called text', sees: 'nothing', rules: [{match: 'hls/', type: 'text/plain'}]},
  {name: 'a list answers 500 twice', sees: 'nothing', rules: [{match: 'list.m3u8', status: 500, times: 2}]},
  {name: 'the list of one rendition is missing', sees: 'another rendition', rules: [{match: 'low/list', status: 404}]},
  {
    name: 'the list of the other rendition is missing',
    sees: 'another rendition',
    rules: [{match: 'high/list', status: 404}],
  },
  {name: 'a list never answers the first time', sees: 'a wait', rules: [{match: 'list.m3u8', hang: true, ...once}]},
  {name: 'a list is a page once', sees: 'nothing', rules: [{match: 'list.m3u8', ...PAGE, ...once}]},
  {name: 'a list is cut once', sees: 'nothing', rules: [{match: 'list.m3u8', body: HALF, ...once}]},
  {
    name: 'a list stops growing for ten seconds',
    sees: 'a wait',
    src: 'hls/low/list.m3u8',
    rules: [{match: 'list.m3u8', body: GROWING}],
    outage: 10,
  },
  {
    name: 'a low-latency live stream is out of reach for ten seconds',
    sees: 'a wait',
    src: 'hls/low/list.m3u8',
    rules: [{match: 'list.m3u8', reset: true}, lowLatency],
    outage: 10,
  },
  {
    name: 'a low-latency live stream is silent for twelve seconds',
    sees: 'a wait',
    src: 'hls/low/list.m3u8',
    rules: [{match: 'list.m3u8', hang: true}, lowLatency],
    outage: 12,
  },
  {
    name: 'a low-latency live stream goes on without parts',
    sees: 'nothing',
    src: 'hls/low/list.m3u8',
    rules: [lowLatency],
  },
  {
    name: 'a live stream begins anew with other files',
    sees: 'nothing',
    src: 'hls/low/list.m3u8',
    rules: [{match: 'list.m3u8', body: ANEW}, lowLatency],
  },
  {name: 'the head of the segments answers 500 once', sees: 'nothing', rules: [{match: init, status: 500, ...once}]},
  {name: 'the head of the segments is corrupt once', sees: 'nothing', rules: [{match: init, base64: GARBAGE, ...once}]},
  {
    name: 'the head of one rendition is missing',
    sees: 'another rendition',
    rules: [{match: /high\/init/, status: 404}],
  },
  {name: 'a segment answers 500 once', sees: 'nothing', rules: [{match: second, status: 500, ...once}]},
  {
    name: 'a segment answers 503 three times, and asks for a second of patience',
    sees: 'a wait',
    rules: [{match: second, status: 503, headers: {'retry-after': '1'}, times: 3}],
  },
  {
    name: 'a segment answers 429 twice',
    sees: 'nothing',
    rules: [{match: second, status: 429, headers: {'retry-after': '1'}, times: 2}],
  },
  {name: 'a segment answers 404 once', sees: 'nothing', rules: [{match: second, status: 404, ...once}]},
  {name: 'a segment answers 403 once', sees: 'nothing', rules: [{match: second, status: 403, ...once}]},
  {name: 'a segment of one rendition is missing', sees: 'another rendition', rules: [{match: better, status: 404}]},
  {name: 'one segment is missing in every rendition', sees: 'a gap', rules: [{match: second, status: 404}]},
  {name: 'a connection is refused twice', sees: 'nothing', rules: [{match: second, reset: true, times: 2}]},
  {name: 'a segment breaks off in the middle', sees: 'nothing', rules: [{match: second, cutAfter: 3000, ...once}]},
  {name: 'the bytes of a segment stop coming', sees: 'a wait', rules: [{match: second, stallAfter: 3000, ...once}]},
  {name: 'a segment never answers the first time', sees: 'a wait', rules: [{match: second, hang: true, ...once}]},
  {name: 'each segment takes a second and a half to begin', sees: 'a wait', rules: [{match: /seg_/, delayMs: 1500}]},
  {
    name: 'a server works twelve seconds on each segment of the second half',
    sees: 'the panel meanwhile',
    rules: [{match: /seg_[34]/, method: 'GET', delayMs: 12_000}],
  },
  {name: 'bytes come slowly', sees: 'a wait', rules: [{match: /seg_/, chunk: 6000, everyMs: 120}]},
  {name: 'a segment is empty once', sees: 'nothing', rules: [{match: second, body: '', ...once}]},
  {name: 'a segment is a page once', sees: 'nothing', rules: [{match: second, ...PAGE, ...once}]},
  {name: 'a segment is corrupt once', sees: 'nothing', rules: [{match: second, base64: GARBAGE, ...once}]},
  {name: 'a segment is corrupt in one rendition', sees: 'another rendition', rules: [{match: better, base64: GARBAGE}]},
  {name: 'one segment is corrupt in every rendition', sees: 'a gap', rules: [{match: second, base64: GARBAGE}]},
  {
    name: 'a segment is truncated once',
    sees: 'nothing',
    rules: [{match: second, file: 'fixtures/media/hls/low/seg_1.cut.m4s', ...once}],
  },
  {
    name: 'a list of the sound fails twice',
    sees: 'nothing',
    src: 'hls-audio/master.m3u8',
    rules: [{match: 'es/list', status: 500, times: 2}],
  },
  {
    name: 'a segment of the sound breaks off',
    sees: 'nothing',
    src: 'hls-audio/master.m3u8',
    rules: [{match: 'es/seg_1', cutAfter: 500, ...once}],
  },
  {name: 'the subtitles are missing', sees: 'nothing', rules: [{match: 'captions.', status: 404}]},
  {
    name: 'the network is gone before the film begins, for ten seconds',
    sees: 'a wait',
    rules: [{reset: true}],
    outage: 10,
  },
  {name: 'the network is gone for ten seconds', sees: 'a wait', rules: [{match: later, reset: true}], outage: 10},
  {name: 'the server is silent for ten seconds', sees: 'a wait', rules: [{match: later, hang: true}], outage: 10},
  {name: 'the server fails for ten seconds', sees: 'a wait', rules: [{match: later, status: 502}], outage: 10},
  {
    name: 'the network is gone for a minute',
    sees: 'the panel meanwhile',
    rules: [{match: later, reset: true}],
    outage: 60,
  },
  {
    name: 'the stream fails for ever, and there is a plain file',
    sees: 'the plain file',
    src: 'film.json',
    rules: [{match: later, status: 500}],
  },
  {
    name: 'a film of one file breaks off',
    sees: 'a wait',
    src: 'clip.mp4',
    rules: [{match: 'clip.mp4', cutAfter: 150_000, ...once}],
  },
  {
    name: 'a film of one file answers 500 once',
    sees: 'nothing',
    src: 'clip.mp4',
    rules: [{match: 'clip.mp4', status: 500, ...once}],
  },
  {
    name: 'a film of one file stops coming',
    sees: 'a wait',
    src: 'clip.mp4',
    rules: [{match: 'clip.mp4', stallAfter: 150_000, ...once}],
  },
  {
    name: 'a film of one file is out of reach for ten seconds',
    sees: 'a wait',
    src: 'clip.mp4',
    rules: [{match: 'clip.mp4', reset: true}],
    outage: 10,
  },
];

/** What cannot be mended, and the code of the error that tells so. */
export interface Lasting {
  readonly name: string;
  readonly src?: string;
  /** From another origin, whose server does not let this page read. */
  readonly foreign?: boolean;
  readonly rules: readonly Rule[];
  readonly code: string;
}

export const LASTING: readonly Lasting[] = [
  {name: 'a playlist that is missing', rules: [{match: 'master', status: 404}], code: 'media-unavailable'},
  {name: 'a playlist that may not be seen', rules: [{match: 'master', status: 403}], code: 'media-forbidden'},
  {name: 'a playlist for which one must sign in', rules: [{match: 'master', status: 401}], code: 'media-forbidden'},
  {name: 'a page in place of a playlist', rules: [{match: 'master', ...PAGE}], code: 'media-unsupported'},
  {name: 'pages in place of all lists', rules: [{match: 'list', ...PAGE}], code: 'media-unsupported'},
  {name: 'another origin that does not allow to be read', foreign: true, rules: [], code: 'media-unavailable'},
  {name: 'lists that are missing in every rendition', rules: [{match: 'list', status: 404}], code: 'media-unavailable'},
  {
    name: 'segments that are missing in every rendition',
    rules: [{match: later, status: 404}],
    code: 'media-unavailable',
  },
  {name: 'segments that expire', rules: [{match: later, status: 403}], code: 'media-forbidden'},
  {
    name: 'segments that are damaged in every rendition',
    rules: [{match: later, base64: GARBAGE}],
    code: 'media-undecodable',
  },
  {
    name: 'segments of which all lists say that they are not there',
    rules: [{match: 'list', body: GAPS}],
    code: 'media-undecodable',
  },
  {
    name: 'a film of one file that is missing',
    src: 'clip.mp4',
    rules: [{match: 'clip.mp4', status: 404}],
    code: 'media-unavailable',
  },
  {
    name: 'a film of one file that may not be seen',
    src: 'clip.mp4',
    rules: [{match: 'clip.mp4', status: 403}],
    code: 'media-forbidden',
  },
  {name: 'text that calls itself a film', src: 'not-a-video.mp4', rules: [], code: 'media-unsupported'},
];

/** What may pass at any time, and never does: the panel says so, nothing is given up. */
export const UNENDING: readonly Omit<Lasting, 'code'>[] = [
  {name: 'a playlist that fails for ever', rules: [{match: 'master', status: 503}]},
  {name: 'a playlist that never answers', rules: [{match: 'master', hang: true}]},
  {name: 'lists that fail for ever', rules: [{match: 'list', status: 500}]},
  {
    name: 'a low-latency live stream whose list never comes again',
    src: 'hls/low/list.m3u8',
    rules: [{match: 'list.m3u8', hang: true}, lowLatency],
  },
  {name: 'segments that fail for ever', rules: [{match: later, status: 500}]},
  {name: 'segments whose bytes stop for ever', rules: [{match: later, stallAfter: 2000}]},
  {name: 'a film of one file that fails for ever', src: 'clip.mp4', rules: [{match: 'clip.mp4', status: 500}]},
];
