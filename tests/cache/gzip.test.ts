import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  deflatePiece,
  GZIP_FRAME,
  GzipMember,
  storedPiece,
  TextBefore,
  type DeflatedPiece,
} from "../../src/cache/gzip.ts";
import { randomFrom } from "../../src/seed/random.ts";

const join = (...texts: string[]) => joined(texts.map((text) => deflatePiece(Buffer.from(text))));

function joined(pieces: DeflatedPiece[]): Buffer {
  const memory = Buffer.alloc(pieces.reduce((sum, { blocks }) => sum + blocks.length, GZIP_FRAME));
  const member = new GzipMember(memory, 0);
  for (const piece of pieces) member.add(piece);
  member.end();
  return memory;
}

const { between } = randomFrom(5);
const randomText = (length: number) => Buffer.from(Array.from({ length }, () => between(32, 126)));

describe("pieces that were compressed apart", () => {
  it.each([
    [["one piece"]],
    [["head ", "side", " foot"]],
    [["", "äöü 日本 🙂", ""]],
    [["a".repeat(100_000), "b".repeat(70_000), "c"]],
  ])("are one gzip text that any reader unpacks, length and checksum right (%#)", (texts) => {
    expect(gunzipSync(join(...texts)).toString()).toBe(texts.join(""));
  });

  it("keep no more memory than they are long", () => {
    for (const { blocks } of [deflatePiece(Buffer.from("a short piece")), storedPiece("12 views")])
      expect(blocks.buffer.byteLength).toBe(blocks.length);
  });

  it("do not repeat what stands before them, whatever stands between", () => {
    const words = randomText(9000);
    const before = new TextBefore();
    const first = deflatePiece(words);
    before.add(words);
    before.addUnknown(8);
    const second = deflatePiece(words, before);
    expect(second.blocks.length).toBeLessThan(first.blocks.length / 10);
    for (const count of ["12 views", "99 views"])
      expect(gunzipSync(joined([first, storedPiece(count), second])).toString()).toBe(
        `${words.toString()}${count}${words.toString()}`,
      );
    before.forget();
    expect(deflatePiece(words, before).blocks).toEqual(first.blocks);
  });

  it("reach no further back than a reader of gzip remembers", () => {
    const texts = [randomText(30_000), randomText(30_000), Buffer.alloc(40_000, "x")];
    const before = new TextBefore();
    const pieces = [...texts, ...texts].map((text) => {
      const piece = deflatePiece(text, before);
      before.add(text);
      return piece;
    });
    expect(gunzipSync(joined(pieces))).toEqual(Buffer.concat([...texts, ...texts]));
  });

  it("are noticed when a byte of them is wrong", () => {
    const packed = join("head ", "side", " foot");
    packed[packed.length - 6]! ^= 1;
    expect(() => gunzipSync(packed)).toThrow();
  });
});
