/** Bytes in which texts are put together. Nothing else may hold on to them. */
const desk = Buffer.allocUnsafeSlow(256 * 1024);
/** No letter (UTF-16 unit) is longer. */
const MOST_BYTES_OF_A_LETTER = 3;

/** Texts one behind the other, as UTF-8, in memory of their own. */
export function utf8Of(texts: readonly string[]): Buffer {
  return Buffer.from(utf8OnDesk(texts));
}

/**
 * The same in memory that the next texts are written over. They are written down at once and measured by that: joining
 * them, or asking for their length before, would read all of a page once more.
 */
export function utf8OnDesk(texts: readonly string[]): Buffer {
  const letters = texts.reduce((sum, text) => sum + text.length, 0);
  if (letters * MOST_BYTES_OF_A_LETTER > desk.length) return Buffer.from(texts.join(""));
  let length = 0;
  for (const text of texts) length += desk.write(text, length);
  return desk.subarray(0, length);
}
