import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

describe("the probes", () => {
  it("say whether the process lives and whether it can write its data", async () => {
    const { reader, parts, later } = newsroom();
    await reader.get("/healthz").expect(200);
    await reader.get("/readyz").expect(200);
    parts.content.close();
    later(1000);
    await reader.get("/healthz").expect(200);
    const answer = await reader.get("/readyz").expect(503);
    expect(answer.text).not.toContain("SQLITE");
  });

  it("say so where the disk takes no more, though the databases do", async () => {
    const { reader, parts, later } = newsroom();
    rmSync(parts.temporary, { recursive: true });
    await reader.get("/readyz").expect(503);
    mkdirSync(parts.temporary);
    later(1000);
    await reader.get("/readyz").expect(200);
    expect(readdirSync(parts.temporary)).toEqual([]);
  });

  it("try the disk once in a second, however many ask, and whichever way the clock is set", async () => {
    const { reader, parts, later } = newsroom();
    await reader.get("/readyz").expect(200);
    rmSync(parts.temporary, { recursive: true });
    later(999);
    await reader.get("/readyz").expect(200);
    later(1);
    await reader.get("/readyz").expect(503);
    mkdirSync(parts.temporary);
    await reader.get("/readyz").expect(503);
    later(-3_600_000);
    await reader.get("/readyz").expect(200);
  });
});
