import { longText } from "../tests/support/long-text.ts";
import { median } from "./measure.ts";
import type { Running } from "./process.ts";
import type { Site } from "./site.ts";

const CHARACTERS = 1_000_000;
const SAVES = 15;
/** V8 compiles, and the parts of the text are kept, during the first of them. */
const WARM = 5;

export interface LongPost {
  /** Milliseconds from the form sent to the answer: with "Update", and as the working draft. */
  updateMs: number;
  draftMs: number;
}

/** Publishes a post of a million characters, and saves it again and again with one word more. */
export async function measureLongPost(server: Running, { cookie }: Site): Promise<LongPost> {
  let body = longText(CHARACTERS);
  const send = async (path: string, action: string) => {
    const fields = { do: action, title: "A long post", body, commentsOpen: "on" };
    const form = new URLSearchParams(fields).toString();
    const begun = performance.now();
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      ...{ method: "POST", body: form, redirect: "manual" },
      headers: {
        ...{ Cookie: cookie, "Sec-Fetch-Site": "same-origin" },
        "Content-Type": "application/x-www-form-urlencoded",
      },
    });
    const ms = performance.now() - begun;
    if (answer.status !== 303) throw new Error(`saving a long post: ${answer.status}`);
    return { ms, address: answer.headers.get("location")! };
  };
  const { address } = await send("/admin/posts", "publish");
  const time = async (action: string) => {
    const times: number[] = [];
    for (let save = 0; save < SAVES; save += 1) {
      const at = body.indexOf(" ", Math.floor((body.length * (save + 1)) / (SAVES + 2)));
      body = `${body.slice(0, at)} word${save}${body.slice(at)}`;
      times.push((await send(address, action)).ms);
    }
    return median(times.slice(WARM));
  };
  return { updateMs: await time("update"), draftMs: await time("keep") };
}
