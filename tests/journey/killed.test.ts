import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startProgram } from "../support/program.ts";
import { FAY, SITE } from "./founder.ts";

/** How often it is killed. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 3);

it(
  `what was acknowledged as saved is there after the program was killed at once, ${ROUNDS} times`,
  async () => {
    const data = { DATA_DIR: mkdtempSync(join(tmpdir(), "broadsheet-killed-")) };
    let cookie = "";
    const begin = async () => {
      const program = startProgram(data);
      const address = (await program.printed(/Broadsheet is at (\S+)\n/)).replace("localhost", "127.0.0.1");
      const ask = (path: string, form?: Record<string, string>) =>
        fetch(address + path, {
          headers: { "Sec-Fetch-Site": "same-origin", ...(cookie && { Cookie: cookie }) },
          redirect: "manual",
          ...(form && { method: "POST", body: new URLSearchParams(form) }),
        });
      return { program, ask };
    };
    const first = await begin();
    const token = await first.program.printed(/setup\?token=(\S+)\n/);
    const { headers } = await first.ask("/setup", { ...FAY, token, title: SITE });
    cookie = headers.get("set-cookie")!.split(";")[0]!;
    const made = await first.ask("/admin/posts/autosave", { title: "Tides", body: "Begun.", version: "" });
    expect(made.status, await made.clone().text()).toBe(200);
    const post = {
      do: "publish",
      title: "News",
      body: "It rained.",
      visibility: "public",
      commentsOpen: "on",
    };
    const published = await first.ask("/admin/posts", post);
    const talk = /^\/admin\/posts\/(\d+)/.exec(published.headers.get("location")!)![1]!;
    let { id, version } = (await made.json()) as { id: number; version: string };
    await first.program.stop();

    for (let round = 1; round <= ROUNDS; round += 1) {
      const { program, ask } = await begin();
      const body = `Round ${round}.\n\nNot one word of it may go.`;
      const saved = await ask(`/admin/posts/${id}/autosave`, { title: "Tides", body, version });
      expect(saved.status).toBe(200);
      const remarks = [1, 2, 3].map((number) => `Remark ${number} of round ${round}.`);
      const told = await Promise.all(remarks.map((comment) => ask(`/comments/${talk}`, { comment })));
      expect(told.map(({ status }) => status)).toEqual([303, 303, 303]);
      program.signal("SIGKILL");
      ({ id, version } = (await saved.json()) as { id: number; version: string });
      await program.stop();
      const again = await begin();
      expect(await (await again.ask(`/admin/posts/${id}`)).text()).toContain(`${body}</textarea>`);
      const queue = await (await again.ask("/admin/comments")).text();
      for (const remark of remarks) expect(queue).toContain(remark);
      again.program.signal("SIGKILL");
      await again.program.stop();
    }
  },
  60_000 + ROUNDS * 30_000,
);
