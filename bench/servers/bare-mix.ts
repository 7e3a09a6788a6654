import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { openFile } from "../../src/database/driver.ts";
import { answerOf, type Answer } from "./answers.ts";

/**
 * What the mix costs without a blog: Node's own server sends the pages of the site from memory, where nothing changes and
 * nobody is counted, and puts each form it gets into a table as one row.
 */
const [port, sitePort, addresses, file] = process.argv.slice(2) as [string, string, string, string];
const pages = new Map<string, Answer>();
for (const address of JSON.parse(readFileSync(addresses, "utf8")) as string[])
  pages.set(address, await answerOf(Number(sitePort), address, "gzip"));

const database = openFile(file);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = NORMAL");
database.exec("CREATE TABLE forms (id INTEGER PRIMARY KEY, path TEXT NOT NULL, fields TEXT NOT NULL) STRICT");
const insert = database.prepare("INSERT INTO forms (path, fields) VALUES (?, ?)");

createServer((req, res) => {
  const { url = "/" } = req;
  const page = pages.get(url);
  if (req.method === "POST") {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const fields = new URLSearchParams(Buffer.concat(chunks).toString());
      insert.run(url, JSON.stringify([...fields]));
      res.writeHead(303, { Location: "/", "Content-Length": 0 });
      res.end();
    });
  } else if (page) {
    res.writeHead(200, page.headers);
    res.end(page.body);
  } else {
    res.writeHead(404, { "Content-Length": 0 });
    res.end();
  }
}).listen(Number(port), "127.0.0.1");
