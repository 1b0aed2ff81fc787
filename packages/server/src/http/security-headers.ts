import type {Settings} from '../options.js';

/** The policy for pages, as docs/guides/csp.md explains it. */
export const strictPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "frame-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'", // sw.js, with which a campus works without a network
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html uggla uggla-worker',
].join('; ');

/**
 * The policy for `frame.html`, where strangers' books and packages live: they bring styles and pictures of their own
 * (`blob:` and `data:`), but no scripts beside ours, and talk to nobody else. Pages that a course embeds are framed here.
 */
export const framePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline' blob:",
  "connect-src 'self' blob: data:",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data: blob:",
  "frame-src 'self' blob: http: https:",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** For pictures and feeds that a browser would run scripts of, were they opened by themselves. */
export const sandboxPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/**
 * Who may show what stands in frames of our own pages: who may show those pages, and LMSs, in whose pages they are launched.
 */
export function innerAncestors(settings: Parameters<typeof frameAncestors>[0] & Pick<Settings, 'platforms'>): string {
  return [frameAncestors(settings), ...settings.platforms.flatMap(({origins}) => origins)].join(' ');
}

/**
 * Who may show our pages in a frame: ourselves, and the origins that may call us (the frame for books stands in their
 * pages, too). On a server that is open on loopback, any page of loopback.
 */
export function frameAncestors({corsOrigins, open}: {corsOrigins: readonly string[]; open: boolean}): string {
  return ["frame-ancestors 'self'", ...corsOrigins, ...(open ? ['http://localhost:*', 'http://127.0.0.1:*'] : [])].join(
    ' ',
  );
}
