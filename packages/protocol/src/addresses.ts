/** Every text in a value of JSON that may be the address of a file beside it. Whole addresses (`https:…`, `/…`) are none of ours. */
export function* addressesIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    if (/^(?![a-z][a-z0-9+.-]*:|\/|#)[^\s<>]{1,400}\.[a-z0-9]{1,8}([?#]\S*)?$/i.test(value)) yield value;
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) if (key !== '$schema') yield* addressesIn(one);
  }
}
