/**
 * Something worked out once for each edition of the content (change-watch.ts) and shared by everybody who asks in it. In
 * the middle of a change there is no edition: then it is made anew each time.
 */
export function perEdition<Value, Hints extends unknown[]>(
  edition: () => number | null,
  make: (...hints: Hints) => Value,
): (...hints: Hints) => Value {
  let known: { edition: number; value: Value } | undefined;
  return (...hints) => {
    const current = edition();
    if (current === null) return make(...hints);
    if (known?.edition !== current) known = { edition: current, value: make(...hints) };
    return known.value;
  };
}
