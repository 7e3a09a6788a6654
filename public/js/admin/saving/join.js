// What was typed while a save was under way, put into the text that came back merged.

/** The one stretch in which two texts differ, by lines. */
function change(before, after) {
  const [former, latter] = [before.split("\n"), after.split("\n")];
  const shortest = Math.min(former.length, latter.length);
  let start = 0;
  while (start < shortest && former[start] === latter[start]) start += 1;
  let end = 0;
  while (end < shortest - start && former.at(-1 - end) === latter.at(-1 - end)) end += 1;
  return { from: start, to: former.length - end, lines: latter.slice(start, latter.length - end) };
}

/** `merged` with what changed from `sent` to `now`; null where both changed the same lines. */
export function join(sent, now, merged) {
  if (sent === now) return merged;
  const [mine, theirs] = [change(sent, now), change(sent, merged)];
  const lines = sent.split("\n");
  const apply = ({ from, to, lines: put }) => lines.splice(from, to - from, ...put);
  if (mine.from > theirs.to) (apply(mine), apply(theirs));
  else if (theirs.from > mine.to) (apply(theirs), apply(mine));
  else return null;
  return lines.join("\n");
}
