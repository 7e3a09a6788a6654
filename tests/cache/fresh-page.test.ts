import express from "express";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { sendFresh } from "../../src/cache/fresh-page.ts";

describe("a page that is not kept", () => {
  it.each([{}, { Cookie: "a=b" }, { Connection: "keep-alive" }])(
    "goes out with its headers, and counts as sent from then on: %j",
    async (headers) => {
      const seen: boolean[] = [];
      const app = express().get("/", (_req, res) => {
        res
          .type("html")
          .set("X-One", "1")
          .set("Link", ["<a>", "<b>"] as unknown as string);
        sendFresh(res, ["“words”", " more"], Date.UTC(2026, 10, 23));
        seen.push(res.headersSent);
      });
      const answer = await request(app).get("/").set(headers).expect(200);
      expect(answer.text).toBe("“words” more");
      expect(answer.headers).toMatchObject({
        ...{ "content-type": "text/html; charset=utf-8", "content-length": "16" },
        ...{ "x-one": "1", link: "<a>, <b>" },
      });
      expect(seen).toEqual([true]);
    },
  );
});
