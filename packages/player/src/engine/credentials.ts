/**
 * What `fetch` sends of cookies and logins for that media element: as its `crossorigin` says (HTML 2.4.6), so that what a
 * script fetches for it is asked for as the browser would ask for it.
 */
export function credentialsOf({crossOrigin}: Pick<HTMLMediaElement, 'crossOrigin'>): RequestCredentials {
  return crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
}
