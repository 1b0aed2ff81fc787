/** Waits until an element stands still: what scrolls smoothly has come to rest. */
export async function atRest(element: Element): Promise<void> {
  for (let still = 0, last = NaN; still < 3;) {
    await new Promise(requestAnimationFrame);
    const {top} = element.getBoundingClientRect();
    still = top === last ? still + 1 : 0;
    last = top;
  }
}
