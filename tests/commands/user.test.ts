import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/commands/main.ts";
import { withSite } from "../../src/commands/site.ts";

const password = "a horse that reads papers";

/** A data folder of its own, and the program run in it. */
function site() {
  const env = {
    DATA_DIR: mkdtempSync(join(tmpdir(), "broadsheet-user-")),
    BASE_URL: "https://news.example",
  };
  return {
    within: <Result>(work: Parameters<typeof withSite<Result>>[1]) => withSite(env, work),
    async run(words: string[], stdin?: string) {
      let [out, err] = ["", ""];
      vi.spyOn(process.stdout, "write").mockImplementation((text) => ((out += String(text)), true));
      vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true));
      if (stdin !== undefined)
        vi.spyOn(process, "stdin", "get").mockReturnValue(
          Readable.from([stdin]).setEncoding("utf8") as never,
        );
      const code = (await main(["user", ...words], env)) ?? 0;
      vi.restoreAllMocks();
      return { code, out, err };
    },
  };
}
const zoe = ["--email", "zoe@news.example", "--name", "Zoë  Zuid", "--role", "editor"];

afterEach(() => vi.restoreAllMocks());

describe("broadsheet user add", () => {
  it("creates an account and prints a link that works for 48 hours", async () => {
    const { run, within } = site();
    const { code, out } = await run(["add", ...zoe, "--json"]);
    expect(code).toBe(0);
    const result = JSON.parse(out) as Record<string, string>;
    expect(result).toMatchObject({
      name: "Zoë Zuid",
      role: "editor",
      slug: "zoe-zuid",
      email: "zoe@news.example",
    });
    expect(result.passwordLink).toMatch(/^https:\/\/news\.example\/password\/[\w-]{32}$/);
    const token = result.passwordLink!.split("/").at(-1)!;
    await within(({ accounts }) => {
      const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
      expect(accounts.findByPasswordLink(token, hours(47))?.slug).toBe("zoe-zuid");
      expect(accounts.findByPasswordLink(token, hours(49))).toBeUndefined();
    });
  });

  it("takes a password from standard input, and then there is no link", async () => {
    const { run, within } = site();
    const { out } = await run(["add", ...zoe, "--password-stdin"], `${password}\n`);
    expect(out).toBe("Added Zoë Zuid.\n");
    await within(({ users }) => expect(users.findByEmail("ZOE@news.example")?.hasPassword).toBe(true));
  });

  it("gives the first admin a furnished site, once", async () => {
    const { run, within } = site();
    await run(["add", "--email", "a@news.example", "--name", "A", "--role", "admin"]);
    await run(["add", "--email", "b@news.example", "--name", "B", "--role", "admin"]);
    await within(({ posts, widgets, clock }) => {
      expect(posts.count(clock())).toBe(1);
      expect(widgets.list().length).toBeGreaterThan(0);
    });
  });

  it.each([
    ["a bad address", ["--email", "zoe", "--name", "Zoë", "--role", "editor"], "no e-mail address"],
    ["an unknown role", ["--email", "z@news.example", "--name", "Zoë", "--role", "owner"], "owner"],
    ["an empty name", ["--email", "z@news.example", "--name", " ", "--role", "editor"], "name"],
    ["no role", ["--email", "z@news.example", "--name", "Zoë"], "--role"],
  ])("refuses %s in one line, and changes nothing", async (_, options, complaint) => {
    const { run, within } = site();
    const { code, out, err } = await run(["add", ...options]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(complaint);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    await within(({ users }) => expect(users.list()).toEqual([]));
  });

  it("refuses a weak password and an address that is taken", async () => {
    const { run } = site();
    const weak = await run(["add", ...zoe, "--password-stdin"], "short\n");
    expect(weak).toMatchObject({ code: 2, err: "broadsheet: Use at least 10 characters.\n" });
    await run(["add", ...zoe]);
    const again = await run(["add", ...zoe]);
    expect(again).toMatchObject({ code: 2, err: "broadsheet: zoe@news.example already has an account.\n" });
  });
});

describe("broadsheet user list", () => {
  it("names everybody with role and state", async () => {
    const { run } = site();
    expect((await run(["list"])).out).toBe("Nobody has an account yet.\n");
    await run(["add", ...zoe]);
    expect((await run(["list"])).out).toMatch(
      /^editor +zoe@news\.example +Zoë Zuid +0 posts +no password yet\n$/,
    );
    const { users } = JSON.parse((await run(["list", "--json"])).out) as { users: object[] };
    expect(users).toMatchObject([{ email: "zoe@news.example", posts: 0, hasPassword: false }]);
    expect(JSON.stringify(users)).not.toContain("hash");
  });
});

describe("broadsheet user reset", () => {
  it("prints a new link, and the one before no longer works", async () => {
    const { run, within } = site();
    const link = async (words: string[]) =>
      (JSON.parse((await run([...words, "--json"])).out) as { passwordLink: string }).passwordLink
        .split("/")
        .at(-1)!;
    const first = await link(["add", ...zoe]);
    const second = await link(["reset", "--email", "zoe@news.example", "--second-factor"]);
    await within(({ accounts, clock }) => {
      expect(accounts.findByPasswordLink(first, clock())).toBeUndefined();
      expect(accounts.findByPasswordLink(second, clock())?.email).toBe("zoe@news.example");
    });
  });

  it("knows nobody by another address, and opens no closed account", async () => {
    const { run, within } = site();
    await run(["add", ...zoe]);
    expect(await run(["reset", "--email", "yan@news.example"])).toMatchObject({ code: 2, out: "" });
    await within(({ accounts, users, clock }) => accounts.disable(users.list()[0]!, clock()));
    expect(await run(["reset", "--email", "zoe@news.example"])).toMatchObject({ code: 2, out: "" });
  });
});
