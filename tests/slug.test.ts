import { describe, expect, it } from "vitest";
import { freeSlug } from "../src/slug.ts";

describe("a free address", () => {
  const taken = (...slugs: string[]) => {
    const set = new Set(slugs);
    return (slug: string) => set.has(slug);
  };

  it("is the wanted one, or the next with a number", () => {
    expect(freeSlug("news", taken())).toBe("news");
    expect(freeSlug("news", taken("news"))).toBe("news-2");
    expect(freeSlug("news", taken("news", "news-2", "news-3", "news-4"))).toBe("news-5");
  });

  it("is found with few questions, however many are taken", () => {
    let questions = 0;
    const isTaken = (slug: string) => {
      questions += 1;
      return slug === "news" || Number(slug.split("-")[1]) <= 10_000;
    };
    expect(freeSlug("news", isTaken)).toBe("news-10001");
    expect(questions).toBeLessThan(40);
  });
});
