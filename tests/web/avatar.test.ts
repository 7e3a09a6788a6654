import { describe, expect, it } from "vitest";
import { colourOf, initialsOf } from "../../src/web/avatar.ts";

describe("a portrait without a picture", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["ada", "A"],
    ["Jean-Luc Marie Godard", "JG"],
    ["  Élodie   Ünal ", "ÉÜ"],
    ["e\u0301lodie", "É"],
    ["山田 太郎", "山"],
    ["محمد علي", "م"],
    ["नेहा शर्मा", "नेश"],
    ["“Quoted” 'Name'", "QN"],
    ["🙂 Smile", "S"],
    ["🙂", ""],
    ["", ""],
  ])("shows the initials of “%s” as “%s”", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it("has the same colour for the same seed, one of eight, and neighbours differ", () => {
    const colours = Array.from({ length: 400 }, (_, seed) => colourOf(seed));
    expect(colours).toEqual(Array.from({ length: 400 }, (_, seed) => colourOf(seed)));
    expect(new Set(colours)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    for (const seed of [-1, 0, 2 ** 53, 1.5]) expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(colourOf(seed));
  });
});
