import { describe, expect, it } from "vitest";
import { indexText, matchOf, phraseOf, wordsOf } from "../../src/database/words.ts";

describe("the words of a text", () => {
  it.each([
    ["Hello, World: don't", "hello world don t"],
    ["Café ÅNGSTRÖM Straße Łódź Øre", "cafe angstrom strasse lodz ore"],
    ["ΟΔΟΣ οδός", "οδοσ οδοσ"],
    ["co\u00adoperate", "cooperate"],
    ["مُحَمَّد مـحمد", "محمد محمد"],
    ["שָׁלוֹם", "שלום"],
    ["हिन्दी भाषा", "हिन्दी भाषा"],
    ["ＡＢＣ１２", "abc12"],
    ["<b>*^\"'()\u0000", "b"],
    ["", ""],
  ])("of %j are %j", (text, words) => expect(indexText(text)).toBe(words));

  it.each([
    ["東京都は", "東京 京都 都は は"],
    ["서울에서 가", "서울 울에 에서 서 가"],
    ["ภาษา", "ภา าษ ษา า"],
    ["コーヒー", "コー ーヒ ヒー ー"],
    ["第2版iPhone版", "第 2 版 iphone 版"],
    ["𠮷野家", "𠮷野 野家 家"],
  ])("are pairs where a script has no spaces: %j", (text, words) => expect(indexText(text)).toBe(words));

  it("of a long text are those of its lines, each as often as it stands there", () => {
    const lines = ["Café at noon", "", "東京", "Café at noon", "one tide"];
    const words = "cafe at noon 東京 京 cafe at noon one tide";
    const times = 2000;
    const long = (last: string) =>
      `${Array.from({ length: times }, () => lines.join("\n")).join("\n")}\n${last}`;
    const all = Array.from({ length: times }, () => words).join(" ");
    expect(indexText(long("ebb"))).toBe(`${all} ebb`);
    expect(indexText(long("flood"))).toBe(`${all} flood`);
  });

  it("know where they stand", () => {
    const text = "Über 東京都.";
    const places = [...wordsOf(text)].map(({ start, end, reach }) => [
      text.slice(start, end),
      text.slice(start, reach),
    ]);
    expect(places).toEqual([
      ["Über", "Über"],
      ["東", "東京"],
      ["京", "京都"],
      ["都", "都"],
    ]);
  });

  it("are found in several texts at the same time", () => {
    const pairs: string[] = [];
    for (const outer of wordsOf("sea 東京 tide"))
      for (const inner of wordsOf("ebb 京都")) pairs.push(`${outer.text} ${inner.text}`);
    const inners = ["ebb", "京都", "都"];
    const outers = ["sea", "東京", "京", "tide"];
    expect(pairs).toEqual(outers.flatMap((outer) => inners.map((inner) => `${outer} ${inner}`)));
  });
});

describe("a phrase", () => {
  it("leaves a run open at its end, since a text may go on there", () => {
    expect(phraseOf("東京都", false)).toEqual({ words: ["東京", "京都"], isOpen: false });
    expect(phraseOf("東", false)).toEqual({ words: ["東"], isOpen: true });
    expect(phraseOf("版iPhone", false)).toEqual({ words: ["版", "iphone"], isOpen: false });
  });

  it("is nothing without a word", () => expect(phraseOf("*()", true)).toBeUndefined());

  it("is quoted for the engine", () => {
    const phrases = ["NEAR(a", "title:or*"].map((text) => phraseOf(text, true)!);
    expect(matchOf(phrases)).toBe('"near a" * AND "title or" *');
    expect(matchOf(phrases, "OR")).toBe('"near a" * OR "title or" *');
  });
});
