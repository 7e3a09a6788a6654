import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MediaLibrary } from "../media/library.ts";
import { randomFrom, type Random } from "./random.ts";

const WIDTH = 1600;
const HEIGHT = 1067;

/** Sky above, sky at the horizon, far land, near land, water. */
const palettes = [
  ["#27364a", "#e8b48a", "#4a5568", "#222c38", "#6d7f92"],
  ["#9fb7c9", "#f3e6cf", "#7f8f86", "#46564c", "#a9bcc4"],
  ["#3c2f4a", "#e08f6b", "#5d4a5e", "#2b2433", "#8a6a75"],
  ["#cfd8dc", "#f7f3ea", "#a3aca6", "#6c776f", "#c3cfd2"],
  ["#14202c", "#57707f", "#263844", "#0f171e", "#3f5664"],
  ["#e9c46a", "#fdf3d8", "#8ab17d", "#4f6d52", "#a8c3b0"],
] as const;

const subjects = [
  "The estuary at low water, seen from the north mole", "Gannet Island under a thin sun", "The dunes at Holm in the evening",
  "Pilot's Green before the regatta", "Morning over the lower ferry slip", "The last light on Quay Hill",
  "Fog lifting from the marsh", "The river above the weir", "A calm hour between two tides", "Snow cloud behind the headland",
  "The harbour from the chapel", "Summer haze over the sandbanks",
]; // prettier-ignore

/** Adds the pictures of the sample content, drawn by the program, and returns their ids. */
export async function addPictures(library: MediaLibrary, now: Date): Promise<number[]> {
  const { default: sharp } = await import("sharp");
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-seed-"));
  try {
    const ids: number[] = [];
    for (const [index, alt] of subjects.entries()) {
      const file = join(folder, `${index}.jpg`);
      await writeFile(
        file,
        await sharp(Buffer.from(landscape(randomFrom(index + 7))))
          .jpeg({ quality: 88 })
          .toBuffer(),
      );
      const caption = `${alt}.`;
      const credit = index % 3 === 0 ? "Piet van Dam" : "";
      const media = await library.add(
        { file, originalName: `estuary-${index + 1}.jpg`, uploadedBy: null, alt, caption, credit },
        now,
      );
      ids.push(media.id);
    }
    return ids;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A landscape as SVG: sky, sun, two ranges of land, and the river in front. */
function landscape(random: Random): string {
  const [top, low, far, near, water] = random.pick(palettes);
  const horizon = random.between(480, 640);
  const sun = {
    x: random.between(250, 1350),
    y: horizon - random.between(60, 260),
    r: random.between(28, 64),
  };
  const waves = Array.from({ length: 26 }, (_, row) => {
    const y = horizon + 70 + row * 17;
    const x = random.between(-60, 900);
    return `<rect x="${x}" y="${y}" width="${random.between(120, 900)}" height="${1 + row * 0.18}" fill="${low}" opacity="${(0.5 - row * 0.015).toFixed(2)}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${low}"/></linearGradient></defs>
<rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>
<circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="${low}" opacity="0.9"/>
<path d="${ridge(random, horizon, 90)}" fill="${far}"/>
<rect y="${horizon + 40}" width="${WIDTH}" height="${HEIGHT - horizon}" fill="${water}"/>
${waves.join("\n")}
<path d="${ridge(random, HEIGHT - random.between(60, 200), 120)}" fill="${near}"/>
</svg>`;
}

function ridge(random: Random, y: number, height: number): string {
  let path = `M0 ${HEIGHT} L0 ${y}`;
  for (let x = 0; x <= WIDTH; x += 100)
    path += ` Q${x + 50} ${y - random.below(height)} ${x + 100} ${y - random.below(height / 2)}`;
  return `${path} L${WIDTH} ${HEIGHT} Z`;
}
