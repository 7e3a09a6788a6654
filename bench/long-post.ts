import { median } from "./measure.ts";
import type { Running } from "./process.ts";
import { randomFrom } from "../src/seed/random.ts";
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
    const form = new URLSearchParams({ do: action, title: "A long post", body, commentsOpen: "on" });
    const begun = performance.now();
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      ...{ method: "POST", body: form, redirect: "manual" },
      headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin" },
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

const WORDS =
  "the harbour and its bridge were closed for a night while rain fell on every street of town".split(" ");

/** Paragraphs with links, and now and then a heading, a list, a quote, code or a table. */
function longText(characters: number): string {
  const random = randomFrom(1948);
  const words = (count: number) => Array.from({ length: count }, () => random.pick(WORDS)).join(" ");
  const block = (index: number) => {
    switch (index % 25) {
      case 0:
        return `## ${words(4)}`;
      case 6:
        return `- ${words(8)}\n- **${words(3)}** ${words(5)}`;
      case 12:
        return `> ${words(20)}`;
      case 18:
        return `\`\`\`js\nconst tide = "${words(3)}";\n\`\`\``;
      case 24:
        return `| ${words(1)} | ${words(1)} |\n|---|---|\n| ${words(2)} | ${words(2)} |`;
      default:
        return `${words(12)} *${words(2)}* ${words(8)} [${words(2)}](https://example.com/${index}) ${words(7)}.`;
    }
  };
  let text = "";
  for (let index = 0; text.length < characters; index += 1) text += `${block(index)}\n\n`;
  return text.slice(0, characters);
}
