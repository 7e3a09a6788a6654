/** What was worked out lately, by its key: the last `most` that were asked for, and up to as many that were asked for before. */
export function lately<Key, Value>(most: number, workOut: (key: Key) => Value): (key: Key) => Value {
  let now = new Map<Key, Value>();
  let before = new Map<Key, Value>();
  return (key) => {
    let value = now.get(key);
    if (value !== undefined) return value;
    value = before.get(key) ?? workOut(key);
    if (now.size >= most) {
      before = now;
      now = new Map();
    }
    now.set(key, value);
    return value;
  };
}
