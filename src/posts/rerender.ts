import type { Database } from "../database/driver.ts";
import { renderBody, RENDERER_VERSION, type RenderContext } from "../html/render.ts";
import { rerenderStore } from "./rerender-store.ts";

const BATCH = 200;
const NO_VERSION = -1;

/**
 * Makes the HTML of posts again that an older renderer made; with `all`, of every post. Sources and dates stay as they
 * are. Each batch is one transaction, so that a stop in between loses nothing. Returns how many were made.
 */
export function rerenderPosts(
  { content, context }: { content: Database; context: () => RenderContext },
  all: boolean,
  progress: (done: number) => void,
): number {
  const store = rerenderStore(content);
  let done = 0;
  let after = 0;
  for (;;) {
    const batch = store.listAfter(after, all ? NO_VERSION : RENDERER_VERSION, BATCH);
    if (batch.length === 0) return done;
    content.transaction(() => {
      for (const { id, source, format } of batch) store.replace(id, renderBody(source, format, context()));
    })();
    done += batch.length;
    after = batch.at(-1)!.id;
    progress(done);
  }
}
