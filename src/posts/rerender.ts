import type { Database } from "../database/driver.ts";
import { inTurns } from "../database/in-turns.ts";
import { renderBody, RENDERER_VERSION, type RenderContext } from "../html/render.ts";
import { rerenderStore } from "./rerender-store.ts";

const NO_VERSION = -1;

/**
 * Makes the HTML of posts again that an older renderer made; with `all`, of every post. Sources and dates stay as they
 * are. It is done in turns with those who write on the site, and a stop in between loses nothing. Returns how many were
 * made.
 */
export function rerenderPosts(
  { content, context }: { content: Database; context: () => RenderContext },
  all: boolean,
  progress: (done: number, total: number) => void,
): Promise<number> {
  const store = rerenderStore(content);
  const ids = store.listOutdated(all ? NO_VERSION : RENDERER_VERSION);
  let made = 0;
  return inTurns(content, async (inTurn) => {
    for (const [index, id] of ids.entries()) {
      await inTurn(() => {
        const post = store.find(id);
        // It may have been deleted since the list was made.
        if (!post) return;
        store.replace(id, renderBody(post.source, post.format, context()));
        made += 1;
      });
      progress(index + 1, ids.length);
    }
    return made;
  });
}
