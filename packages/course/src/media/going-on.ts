/** Courses that came to a film by themselves or by a swipe: it plays as soon as it is there. */
export const goingOn = new WeakSet<object>();
