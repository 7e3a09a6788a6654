import { finishAhead } from "../html/long-body.ts";
import type { RenderContext } from "../html/render.ts";
import { cleanCharacters } from "../html/sanitise.ts";
import { isLong } from "../long-text.ts";
import type { PostTyped } from "../posts/typed.ts";

/** How long readers may wait for this between two of their pages. */
const STEP_MS = 5;

/**
 * Does, while somebody begins to write in a long post, what its first save would take a second for. In steps, between the
 * answers to others.
 */
export function workAhead(context: () => RenderContext) {
  return ({ body, bodyFormat }: Pick<PostTyped, "body" | "bodyFormat">): void => {
    if (bodyFormat !== "markdown" || !isLong(body)) return;
    const work = finishAhead(cleanCharacters(body), context());
    const step = () => {
      const until = performance.now() + STEP_MS;
      let isDone = false;
      while (!isDone && performance.now() < until) isDone = work.next().done === true;
      if (!isDone) setImmediate(step);
    };
    setImmediate(step);
  };
}
