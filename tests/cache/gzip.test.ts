import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { deflatePiece, GZIP_FRAME, GzipMember, storedPiece } from "../../src/cache/gzip.ts";

function join(...texts: string[]): Buffer {
  const pieces = texts.map((text) => deflatePiece(Buffer.from(text)));
  const memory = Buffer.alloc(pieces.reduce((sum, { blocks }) => sum + blocks.length, GZIP_FRAME));
  const member = new GzipMember(memory, 0);
  for (const piece of pieces) member.add(piece);
  member.end();
  return memory;
}

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

  it("are noticed when a byte of them is wrong", () => {
    const packed = join("head ", "side", " foot");
    packed[packed.length - 6]! ^= 1;
    expect(() => gunzipSync(packed)).toThrow();
  });
});
