import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compileViews } from "../src/app.ts";
import { viewsFolder } from "../src/installation.ts";
import { isMessageKey } from "../src/messages/translator.ts";
import { declaredViews } from "../src/web/view.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const source = join(root, "src");

/** Features look only to the left. */
const ORDER =
  "settings users sessions media topics permalinks redirects posts archives plans editor calendar desk revisions notes pages comments menus search feeds stats widgets purging shell dashboard imports seed setup".split(
    " ",
  );
/** Rooms that know no feature. */
const GROUND = ["cache", "html", "merging", "web", "database", "messages", "secrets", "workers"];
/** They build everything, so they may look everywhere. */
const BUILDERS = [
  "app.ts",
  "controllers.ts",
  "parts.ts",
  "route.ts",
  "routes.ts",
  "answering.ts",
  "mounting.ts",
  "server.ts",
  "primary.ts",
  "worker.ts",
  "commands",
];

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const text = (file: string) => readFileSync(join(source, file), "utf8");

function importsOf(file: string): string[] {
  const targets = [...text(file).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) => match[1]!);
  return targets.map((target) => relative(source, resolve(dirname(join(source, file)), target)));
}
const roomOf = (file: string) => (file.includes("/") ? file.split("/")[0]! : file);

describe("the house", () => {
  it("has no room outside the agreed order", () => {
    const rooms = new Set(files.map(roomOf).filter((room) => !room.endsWith(".ts")));
    for (const room of rooms) expect([...ORDER, ...GROUND, "commands"], room).toContain(room);
  });

  it.each(files)("%s imports only to the left", (file) => {
    const room = roomOf(file);
    if (BUILDERS.includes(room)) return;
    for (const target of importsOf(file)) {
      const other = roomOf(target);
      if (other === room || !ORDER.includes(other)) {
        expect(BUILDERS.includes(other), `${file} → ${target}`).toBe(false);
        continue;
      }
      expect(ORDER.includes(room), `${file} → ${target}: this room knows no feature`).toBe(true);
      expect(ORDER.indexOf(other), `${file} → ${target}`).toBeLessThan(ORDER.indexOf(room));
    }
  });

  it("has no circle of imports", () => {
    const done = new Set<string>();
    const visit = (file: string, trail: string[]) => {
      if (done.has(file)) return;
      expect(trail, `circle: ${[...trail, file].join(" → ")}`).not.toContain(file);
      for (const target of importsOf(file))
        if (target.endsWith(".ts") && !isTypeOnly(file, target)) visit(target, [...trail, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it("keeps SQL in repositories and stores", () => {
    for (const file of files.filter((name) => ORDER.includes(roomOf(name))))
      if (/\.prepare\s*[<(]|\b(?:db|content|activity)\.exec\(/.test(text(file)))
        expect(file).toMatch(
          /repository\.ts$|-?repository|store\.ts$|rows\.ts$|one-time-links\.ts$|search\.ts$|counts\.ts$/,
        );
  });

  it("says of JSON that a subquery makes that it is JSON, which SQLite 3.54 forgets", () => {
    for (const file of files) expect(text(file), file).not.toMatch(/'\w+',\s*\(\s*SELECT json_/);
  });

  it("reads the environment in one place", () => {
    for (const file of files)
      if (text(file).includes("process.env")) expect(["server.ts", "config.ts"]).toContain(file);
  });

  it("decodes pictures in no process that serves", () => {
    const program = "media/picture-process.ts";
    for (const file of files.filter((name) => name !== program))
      for (const target of importsOf(file))
        if ([program, "media/pictures.ts"].includes(target))
          expect(isTypeOnly(file, target), file).toBe(true);
  });

  it("makes safe HTML in one room", () => {
    for (const file of files) if (text(file).includes("SafeHtml.trust")) expect(roomOf(file)).toBe("html");
  });
});

describe("templates", () => {
  const templates = compileViews();
  const sources = templates.names.map((name) => ({
    name,
    text: readFileSync(join(viewsFolder, `${name}.ejs`), "utf8"),
  }));

  it("compile", () => {
    for (const name of templates.names) expect(() => templates.find(name), name).not.toThrow();
  });

  it("are declared, or included by one that is", () => {
    for (const name of declaredViews.keys()) expect(templates.names).toContain(name);
    const included = sources.flatMap(({ text }) =>
      [...text.matchAll(/include(?:Once)?\(\s*"([^"]+)"/g)].map((match) => match[1]!),
    );
    for (const name of included) expect(templates.names).toContain(name);
    const printed = files.flatMap((file) =>
      [...text(file).matchAll(/templates\.render\("([^"]+)"/g)].map((match) => match[1]!),
    );
    const known = new Set([...declaredViews.keys(), ...included, ...printed]);
    for (const { name } of sources)
      if (!name.startsWith("layouts/") && !name.startsWith("widgets/"))
        expect([...known], name).toContain(name);
  });

  it("print everything escaped, but for includes and the body", () => {
    for (const { name, text } of sources)
      for (const [, printed] of text.matchAll(/<%-\s*([^%]+?)\s*-?%>/g))
        expect(printed, name).toMatch(/^(include(?:Once)?\(|it\.body$)/);
  });

  it("have no inline script, style or handler", () => {
    for (const { name, text } of sources) {
      expect(text, name).not.toMatch(/\sstyle="/);
      expect(text, name).not.toMatch(/\son[a-z]+="/);
      for (const [tag] of text.matchAll(/<script[^>]*>/g))
        expect(tag, name).toMatch(/src=|application\/ld\+json/);
    }
  });

  it("say only messages of the catalogue", () => {
    for (const { name, text } of sources)
      for (const [, key] of text.matchAll(/\bt\("([\w.-]+)"/g))
        expect(isMessageKey(key!), `${name}: ${key}`).toBe(true);
  });
});

function isTypeOnly(file: string, target: string) {
  const name = target.split("/").at(-1)!.replace(".", "\\.");
  return [...text(file).matchAll(new RegExp(`(import|export)( type)? [^;]*?/?${name}"`, "g"))].every(
    (match) => match[2] === " type",
  );
}
