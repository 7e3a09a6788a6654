import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { fileURLToPath } from "node:url";

/** By the address of a file of the build; read when a stack first names it, since they take some megabytes. Null where there is none. */
const maps = new Map<string, SourceMap | null>();

/** A stack that tells places in the build as places in the sources: "src/posts/page.ts:12:3". */
export function inSources(stack: string): string {
  return stack.replace(/(file:\/\/[^\s()]+):(\d+):(\d+)/g, (place, file: string, line, column) => {
    const origin = mapOf(file)?.findOrigin(Number(line), Number(column));
    if (!origin || !("fileName" in origin)) return place;
    return `${origin.fileName.replace(/^(?:\.\.\/)+/, "")}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

function mapOf(file: string): SourceMap | null {
  let map = maps.get(file);
  if (map === undefined) {
    const mapFile = fileURLToPath(`${file}.map`);
    map = existsSync(mapFile)
      ? new SourceMap(JSON.parse(readFileSync(mapFile, "utf8")) as SourceMapPayload)
      : null;
    maps.set(file, map);
  }
  return map;
}
