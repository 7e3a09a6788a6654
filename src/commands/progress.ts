/** How many posts later the next number is shown. */
const STEP = 100;

/** Shows on a terminal, in one line, how many posts of a long work are done. */
export function showPosts(done: number, total: number): void {
  if (!process.stderr.isTTY || (done % STEP !== 0 && done !== total)) return;
  process.stderr.write(`\r${done} of ${total} posts${done === total ? "\n" : ""}`);
}
