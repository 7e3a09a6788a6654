import type { Random } from "./random.ts";
import { headlines, places, sentences, subheads, things, who } from "./town.ts";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function fill(pattern: string, random: Random): string {
  return pattern.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const word = { who, place: places, thing: things }[slot.toLowerCase() as "who" | "place" | "thing"];
    const text = slot === "number" ? String(random.between(3, 480)) : random.pick(word);
    return slot.charAt(0) === slot.charAt(0).toUpperCase() ? capital(text) : text;
  });
}

export function headline(random: Random): string {
  return capital(fill(random.pick(headlines), random));
}

function paragraph(random: Random): string {
  return Array.from({ length: random.between(3, 6) }, () =>
    capital(fill(random.pick(sentences), random)),
  ).join(" ");
}

/** The Markdown of one article, about 450 words: paragraphs, subheads, and now and then a quotation, a list or a table. */
export function story(random: Random): string {
  const blocks = [paragraph(random), paragraph(random)];
  for (let part = random.between(2, 4); part > 0; part -= 1) {
    blocks.push(`## ${random.pick(subheads)}`, paragraph(random));
    if (random.chance(0.3)) blocks.push(`> ${fill(random.pick(sentences), random)}`);
    if (random.chance(0.2)) blocks.push(list(random));
    if (random.chance(0.15)) blocks.push(table(random));
    blocks.push(paragraph(random));
  }
  return blocks.join("\n\n");
}

export function standfirst(random: Random): string {
  return capital(fill(random.pick(sentences), random));
}

function list(random: Random) {
  return Array.from(
    { length: random.between(3, 5) },
    () => `- ${capital(fill("{thing}, near {place}", random))}`,
  ).join("\n");
}

function table(random: Random) {
  const rows = [2022, 2023, 2024, 2025].map(
    (year) => `| ${year} | ${random.between(20, 90)} | ${random.between(100, 900)} |`,
  );
  return ["| Year | Boats | Visitors |", "|---|--:|--:|", ...rows].join("\n");
}
