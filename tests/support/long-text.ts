import { randomFrom } from "../../src/seed/random.ts";

const WORDS =
  "tide harbour council north window letter paper morning river engine market winter bridge question answer garden silver village evening number story ferry pilot lamp stone summer keeper island journal".split(
    " ",
  );

/** Markdown of at least so many UTF-16 code units: blocks of every common kind, some 125 signs each, the same every time. */
export function longText(length: number): string {
  const { below, between, pick } = randomFrom(1815);
  const words = (count: number) => Array.from({ length: count }, () => pick(WORDS)).join(" ");
  const sentence = () =>
    `${words(between(5, 12))}, *${words(2)}* and **${words(1)}** ${words(between(3, 8))}.`;
  const kinds: (() => string)[] = [
    () => `## ${words(4)}`,
    () => [1, 2, 3].map(() => `- ${words(5)}`).join("\n"),
    () =>
      `| Place | High | Low |\n| :--- | ---: | ---: |\n${[1, 2, 3].map((n) => `| ${words(1)} | ${n}.4 | 0.${n} |`).join("\n")}`,
    () => `\`\`\`js\nconst ${words(1)} = ${below(1000)};\nreturn ${words(1)};\n\`\`\``,
    () => `> ${sentence()}`,
    () => `1. ${words(4)}\n2. ${words(6)}`,
    () => `See [${words(2)}](https://news.example/${words(1)}) and \`${words(1)}\`: ${sentence()}`,
  ];
  const blocks: string[] = [];
  for (let size = 0; size < length; size += blocks.at(-1)!.length + 2) {
    const kind = kinds[below(2 * kinds.length)];
    blocks.push(kind ? kind() : sentence());
  }
  return `${blocks.join("\n\n")}\n`;
}
