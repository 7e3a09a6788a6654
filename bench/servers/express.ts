import express from "express";
import { readAnswers } from "./answers.ts";

/** The same answers from memory behind Express with nothing but one route. */
const [port, file] = process.argv.slice(2) as [string, string];
const answers = readAnswers(file);
const plain = answers.get("identity")!;
const app = express();
app.disable("x-powered-by");
app.set("etag", false);
app.get("/{*path}", (req, res) => {
  const { headers, body } = answers.get(req.headers["accept-encoding"] ?? "identity") ?? plain;
  for (const [name, value] of headers) res.setHeader(name, value);
  res.end(body);
});
app.listen(Number(port), "127.0.0.1");
