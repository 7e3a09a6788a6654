import { createServer } from "node:http";
import { readAnswers } from "./answers.ts";

/** The yardstick: Node's own server sends the very answers of the site, headers and body, from memory. */
const [port, file] = process.argv.slice(2) as [string, string];
const answers = new Map(
  [...readAnswers(file)].map(([encoding, { headers, body }]) => [
    encoding,
    { headers: headers.flat(), body },
  ]),
);
const plain = answers.get("identity")!;
createServer((req, res) => {
  const { headers, body } = answers.get(req.headers["accept-encoding"] ?? "identity") ?? plain;
  res.writeHead(200, headers);
  res.end(body);
}).listen(Number(port), "127.0.0.1");
