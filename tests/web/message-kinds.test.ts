import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setFlagsFromString } from "node:v8";
import express from "express";
import request from "supertest";
import { expect, it } from "vitest";
import { messageKinds } from "../../src/web/message-kinds.ts";

setFlagsFromString("--allow-natives-syntax");
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- V8's own word for it is no JavaScript
const shareHiddenClass = new Function("a", "b", "return %HaveSameMap(a, b)") as (
  a: object,
  b: object,
) => boolean;

it("requests and responses are Express's own before it sees them, and share a hidden class when it is done with them", async () => {
  const { kinds, makeFor } = messageKinds();
  const app = express().get("/", (req, res) => void res.json({ says: req.query.says }));
  makeFor(app);
  const requests: IncomingMessage[] = [];
  const responses: ServerResponse[] = [];
  const server = createServer(kinds, (req, res) => {
    expect(req).toHaveProperty("app", app);
    expect(Object.getPrototypeOf(res)).toBe(app.response);
    requests.push(req);
    responses.push(res);
    app(req, res);
  });
  for (const says of ["one", "two", "three"])
    await request(server).get("/").query({ says }).expect(200, { says });
  expect(shareHiddenClass(requests[1]!, requests[2]!)).toBe(true);
  expect(shareHiddenClass(responses[1]!, responses[2]!)).toBe(true);
});
