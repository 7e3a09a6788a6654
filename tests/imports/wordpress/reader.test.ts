import { createGzip, gzipSync } from "node:zlib";
import { createWriteStream, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { describe, expect, it } from "vitest";
import { NotAnExport, readExport } from "../../../src/imports/wordpress/reader.ts";
import type { ExportRecord, ItemRecord } from "../../../src/imports/wordpress/records.ts";
import { author, category, comment, exportFile, exportText, item, tempFile } from "./export-text.ts";

async function read(file: string, options = {}): Promise<ExportRecord[]> {
  const records: ExportRecord[] = [];
  for await (const record of readExport(file, options)) records.push(record);
  return records;
}
const itemOf = (records: ExportRecord[]) =>
  records.find((record): record is ItemRecord => record.kind === "item")!;

describe("an export", () => {
  it("is read in its order, the site first", async () => {
    const file = exportFile(author("ann", "Ann") + category("world", "World") + item(7) + item(8));
    const records = await read(file);
    expect(records.map(({ kind }) => kind)).toEqual(["site", "author", "category", "item", "item"]);
    expect(records[0]).toMatchObject({ title: "The Old Paper", url: "https://old.example", version: "1.2" });
    expect(records[1]).toMatchObject({ login: "ann", name: "Ann", email: "ann@old.example" });
    expect(records[2]).toMatchObject({ taxonomy: "category", slug: "world", name: "World", parent: "" });
  });

  it("gives up every part of a post", async () => {
    const post = itemOf(
      await read(
        exportFile(
          item(7, {
            title: "A & B",
            content: "one ]]> two",
            excerpt: "short",
            sticky: true,
            password: "secret",
            terms: [["post_tag", "x", "X"]],
            meta: { views: "12", _wp_attachment_metadata: "a:0:{}", odd: 'a:1:{s:1:"k";i:1;}' },
            comments: comment(1) + comment(2, { parent: 1, approved: "spam" }),
          }),
        ),
      ),
    );
    expect(post).toMatchObject({
      ...{
        id: 7,
        title: "A & B",
        content: "one ]]> two",
        excerpt: "short",
        isSticky: true,
        password: "secret",
      },
      ...{ terms: [{ taxonomy: "post_tag", slug: "x", name: "X" }], commentsOpen: true, creator: "ann" },
    });
    expect([...post.meta]).toEqual([
      ["views", "12"],
      ["odd", 'a:1:{s:1:"k";i:1;}'],
    ]);
    expect(post.comments.map(({ id, parentId, approved }) => [id, parentId, approved])).toEqual([
      ["1", "0", "1"],
      ["2", "1", "spam"],
    ]);
  });

  it.each(["1.0", "1.1", "1.2"])(
    "is understood in version %s, its namespaces by http or https",
    async (version) => {
      for (const scheme of ["http", "https"]) {
        const records = await read(tempFile(exportText(item(7), { version, scheme })));
        expect(itemOf(records)).toMatchObject({ id: 7, content: "Body of 7", creator: "ann" });
      }
    },
  );

  it("may be gzip under any name, and begin with a byte order mark", async () => {
    const text = `\ufeff${exportText(item(7, { title: "Ünïcödé 東京" }))}`;
    expect(itemOf(await read(tempFile(text))).title).toBe("Ünïcödé 東京");
    expect(itemOf(await read(tempFile(gzipSync(text), "export.xml"))).title).toBe("Ünïcödé 東京");
  });

  it("is read in the encoding it names", async () => {
    const text = exportText(item(7, { title: "Café – crème" }));
    const latin = (name: string) => Buffer.from(text.replace("UTF-8", name).replace("–", "\u0096"), "latin1");
    expect(itemOf(await read(tempFile(latin("ISO-8859-1")))).title).toBe("Café – crème");
    expect(itemOf(await read(tempFile(latin("windows-1252")))).title).toBe("Café – crème");
    expect(itemOf(await read(tempFile(gzipSync(latin("iso-8859-15"))))).title).toBe("Café – crème");
    expect(itemOf(await read(tempFile(text.replace("UTF-8", "utf8")))).title).toBe("Café – crème");
  });

  it("is UTF-8 where it begins with the byte order mark, whatever it names", async () => {
    const text = exportText(item(7, { title: "Café" })).replace("UTF-8", "ISO-8859-1");
    expect(itemOf(await read(tempFile(`\ufeff${text}`))).title).toBe("Café");
  });

  it("may have blank lines before its declaration, which names the encoding all the same", async () => {
    const text = `\n\r\n ${exportText(item(7, { title: "Café" })).replace("UTF-8", "ISO-8859-1")}`;
    expect(itemOf(await read(tempFile(Buffer.from(text, "latin1")))).title).toBe("Café");
    expect(itemOf(await read(tempFile(`\ufeff\n${exportText(item(7))}`))).id).toBe(7);
  });

  it("has its Windows punctuation mended, which became control characters on the way", async () => {
    const text = exportText(item(7, { title: "It\u0092s \u0093here\u0094\u0085" }));
    expect(itemOf(await read(tempFile(text))).title).toBe("It’s “here”…");
  });

  it("ignores elements of other namespaces", async () => {
    const foreign = '<x:post_id xmlns:x="https://other.example/">99</x:post_id></item>';
    expect(itemOf(await read(tempFile(exportText(item(7)).replace("</item>", foreign)))).id).toBe(7);
  });

  it("may have fields of plugins that name no namespace", async () => {
    const foreign = '<yoast:score yoast:kind="a">99</yoast:score></item>';
    expect(itemOf(await read(tempFile(exportText(item(7)).replace("</item>", foreign)))).id).toBe(7);
  });

  it("loses the characters that XML cannot hold, wherever they stand", async () => {
    const odd = item(7, { title: "A\u0003B", content: "C\u000b\u0000\uffffD" });
    const post = itemOf(await read(tempFile(`${exportText(odd)}\0\0\0`)));
    expect([post.title, post.content]).toEqual(["AB", "CD"]);
  });

  it("may say & where XML wants &amp;, and name what only HTML names", async () => {
    const url = "https://bob.example/?a=1&b=2&amp;c=3&#38;d";
    const post = item(7, {
      content: "&amp; & &#0;",
      comments: comment(1, { url, email: "a&b@bob.example" }),
    });
    const title = "<title>Salt & Pepper&nbsp;&hellip; &#x110000; &#8; &#xD800; &#x1F600; &lt;</title>";
    const text = exportText(post).replace(/<title><!.*?<\/title>/, title);
    const { title: read7, content, comments } = itemOf(await read(tempFile(text)));
    expect(read7).toBe("Salt & Pepper&nbsp;&hellip; &#x110000; &#8; &#xD800; 😀 <");
    expect(content).toBe("&amp; & &#0;");
    expect(comments[0]).toMatchObject({
      url: "https://bob.example/?a=1&b=2&c=3&d",
      email: "a&b@bob.example",
    });
  });
});

describe("a file that is no export is refused:", () => {
  const good = exportText(item(7));
  it.each([
    ["nothing in it", "", /empty/],
    ["plain text", "hello", /it is no XML/],
    ["a picture", Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"), /it is no XML/],
    ["a ZIP archive", Buffer.from("PK\u0003\u0004\u0014\u0000", "latin1"), /ZIP archive: unpack it/],
    ["UTF-16", Buffer.from(`\ufeff${good}`, "utf16le"), /UTF-16 text: save it as UTF-8/],
    ["UTF-16 without a mark", Buffer.from(good, "utf16le"), /UTF-16 text/],
    ["an encoding nobody knows", good.replace("UTF-8", "x-martian"), /"x-martian".*no known encoding/],
    ["a web page", "\n<!DOCTYPE html>\n<html><body/></html>", /is a web page/],
    ["another kind of XML", "<opml><body/></opml>", /begins with <opml>/],
    ["another feed", "<rss><channel><item><title>x</title></item></channel></rss>", /no wp:wxr_version/],
    ["a feed without items", "<rss><channel><title>x</title></channel></rss>", /no wp:wxr_version/],
    ["an unknown version", exportText(item(7), { version: "2.0" }), /unknown version "2.0"/],
    [
      "a DTD",
      good.replace("<rss", '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<rss'),
      /DTD.*line 2/,
    ],
    ["cut off inside an item", good.slice(0, good.indexOf("<wp:post_id")), /cut off/],
    ["cut off after the items", good.slice(0, good.indexOf("</channel>")), /cut off/],
    ["tags that do not match", good.replace("</item>", "</itme>"), /not well-formed/],
    [
      "without the namespace of WordPress",
      good.replace("xmlns:wp=", "xmlns:no="),
      /unbound namespace prefix: "wp"/,
    ],
    ["two in one", good + good, /after the end of the export/],
    [
      "complaints of PHP at its end",
      `${good}\n<br /><b>Fatal error</b>`,
      /after the end of the export.*line \d+/,
    ],
    [
      "nested too deeply",
      good.replace("</item>", `${"<a>".repeat(60)}${"</a>".repeat(60)}</item>`),
      /too deeply/,
    ],
    ["not UTF-8", Buffer.from(good.replace("Post 7", "Caf\u00e9"), "latin1"), /not UTF-8/],
    ["gzip cut off", gzipSync(good).subarray(0, 200), /gzip file is cut off/],
    ["gzip damaged", Buffer.concat([gzipSync(good).subarray(0, 100), Buffer.alloc(80, 1)]), /gzip file/],
  ])("%s", async (_, content, message) => {
    await expect(read(tempFile(content))).rejects.toThrow(message);
    await expect(read(tempFile(content))).rejects.toBeInstanceOf(NotAnExport);
  });

  it("missing, or a folder", async () => {
    await expect(read("/nowhere/export.xml")).rejects.toThrow("There is no such file.");
    await expect(read(tmpdir())).rejects.toThrow("This is a folder, not a file.");
  });

  it("larger than the limit when unpacked", async () => {
    const file = tempFile(gzipSync(exportText(item(7, { content: "x".repeat(3_000_000) }))));
    await expect(read(file, { maxBytes: 2 * 1024 ** 2 })).rejects.toThrow("unpacks to more than 2 MB");
  });

  it("one endless text, without filling the memory", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "broadsheet-import-")), "bomb.xml.gz");
    const pieces = function* () {
      yield "<rss><channel><title>";
      for (let count = 0; count < 400; count += 1) yield "a".repeat(1024 ** 2);
    };
    await pipeline(Readable.from(pieces()), createGzip({ level: 1 }), createWriteStream(file));
    const before = process.memoryUsage.rss();
    await expect(read(file)).rejects.toThrow("One piece of text in this file is too large");
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 ** 2);
  });
});
