import { readFileSync, writeFileSync } from "node:fs";
import { get as httpGet } from "node:http";

export const encodings = ["identity", "gzip", "br"] as const;
export type Encoding = (typeof encodings)[number];

/** An answer of the site, as it came over the wire, for a server that repeats it from memory. */
export interface Answer {
  headers: [name: string, value: string][];
  body: Buffer;
}

/** Hop-by-hop fields and the date, which every server writes itself. */
const OWN = /^(?:connection|keep-alive|date|transfer-encoding)$/i;

/** What the site answers at `path`, in one encoding. */
export function answerOf(port: number, path: string, encoding: Encoding): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      host: "127.0.0.1",
      port,
      path,
      headers: { "Accept-Encoding": encoding, "User-Agent": "Mozilla/5.0 bench" },
    };
    httpGet(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const { rawHeaders } = response;
        const pairs = rawHeaders.flatMap((name, index): [string, string][] =>
          index % 2 === 0 && !OWN.test(name) ? [[name, rawHeaders[index + 1]!]] : [],
        );
        resolve({ headers: pairs, body: Buffer.concat(chunks) });
      });
    }).on("error", reject);
  });
}

export function writeAnswers(file: string, answers: Record<string, Answer>): void {
  const text = Object.entries(answers).map(([name, { headers, body }]) => [
    name,
    { headers, body: body.toString("base64") },
  ]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(text)));
}

export function readAnswers(file: string): Map<string, Answer> {
  const stored = JSON.parse(readFileSync(file, "utf8")) as Record<
    string,
    { headers: [string, string][]; body: string }
  >;
  return new Map(
    Object.entries(stored).map(([name, { headers, body }]) => [
      name,
      { headers, body: Buffer.from(body, "base64") },
    ]),
  );
}
