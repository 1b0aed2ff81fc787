/** How much is buffered beyond the place where `media` stands. */
export function secondsAhead({buffered, currentTime}: HTMLMediaElement): number {
  for (let at = 0; at < buffered.length; at++) {
    if (buffered.start(at) <= currentTime + 0.1 && buffered.end(at) > currentTime)
      return buffered.end(at) - currentTime;
  }
  return 0;
}
