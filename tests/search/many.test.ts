import { describe, expect, it } from "vitest";
import { searchRepository } from "../../src/search/repository.ts";
import { newsroom } from "../support/newsroom.ts";

const FIRST = { limit: 10, offset: 0 };

describe("a word that very many posts have", () => {
  it("is counted as far as the bound, and found newest first beyond it", () => {
    const { parts, post, now } = newsroom();
    const best = post({ title: "Oyster", bodySource: "Oyster after oyster." }).id;
    const [second, third] = ["Harbour", "Market"].map(
      (title) => post({ title, bodySource: "One oyster, and much else." }).id,
    );
    post({ title: "Oysters to come", publishedAt: new Date("2026-04-01T00:00:00Z") });
    post({ title: "Secret oysters", status: "private" });

    const bounded = searchRepository(parts.content, 2);
    const count = bounded.count('"oyster"', now());
    expect(count).toEqual({ total: 2, isMore: true });
    expect(bounded.find('"oyster"', count, FIRST, now()).map(({ id }) => id)).toEqual([third, second, best]);

    const enough = searchRepository(parts.content, 3);
    const all = enough.count('"oyster"', now());
    expect(all).toEqual({ total: 3, isMore: false });
    expect(enough.find('"oyster"', all, FIRST, now())[0]!.id).toBe(best);
  });
});
