import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileTypeFromBuffer } from "file-type";
import type { default as OpenPicture, Sharp } from "sharp";
import { RefusedFile } from "./media.ts";

/** As CommonJS it is loaded in half the time, and each picture's process waits for it. */
const sharp = createRequire(import.meta.url)("sharp") as typeof OpenPicture;
sharp.concurrency(1);
sharp.cache(false);

/** Widths for `srcset`; a picture gets those it is wider than, and its own up to the last. */
const WIDTHS = [320, 640, 960, 1280, 1920];
/** The kept picture is no larger than this on either side. */
const MAX_SIDE = 2560;
/** Refused by the header, before anything is decoded: bombs of small bytes and many pixels. */
const MAX_PIXELS = 50_000_000;
/** The same for AVIF, which takes some 17 bytes of memory for each pixel while it is decoded. */
const MAX_AVIF_PIXELS = 16_000_000;

/** What is accepted, by the bytes of the file and never by its name, and what it is kept as. */
const FORMATS: Record<string, { extension: string; mime: string }> = {
  "image/jpeg": { extension: "jpg", mime: "image/jpeg" },
  "image/png": { extension: "png", mime: "image/png" },
  "image/webp": { extension: "webp", mime: "image/webp" },
  "image/gif": { extension: "gif", mime: "image/gif" },
  "image/avif": { extension: "webp", mime: "image/webp" },
};

/** Several pages of these are frames; of others, such as AVIF, they are one picture in several versions. */
const ANIMATED = new Set(["image/gif", "image/webp"]);

export interface MadePicture {
  extension: string;
  mime: string;
  body: Buffer;
  width: number;
  height: number;
  variants: { width: number; height: number; body: Buffer }[];
}

/**
 * Makes the files of one uploaded picture: upright, without EXIF or anything else that followed the pixels, and several
 * widths as WebP. An animation keeps its frames and gets no widths. Throws RefusedFile.
 */
export async function makePicture(file: string): Promise<MadePicture> {
  const source = await readFile(file);
  if (source.length === 0) throw new RefusedFile("media.empty");
  const mime = (await fileTypeFromBuffer(source))?.mime ?? "";
  const format = FORMATS[mime];
  if (!format) throw new RefusedFile("media.unsupported");
  const limitInputPixels = mime === "image/avif" ? MAX_AVIF_PIXELS : MAX_PIXELS;
  const open = (animated: boolean) => sharp(source, { animated, limitInputPixels, failOn: "error" });
  try {
    const { pages = 1 } = await open(false).metadata();
    if (pages > 1 && ANIMATED.has(mime)) return await animation(open(true), format);
    // Decoded once: of a large picture that takes most of the time and the memory.
    const { data: pixels, info: raw } = await open(false)
      .autoOrient()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: "inside", withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const upright = () => sharp(pixels, { raw });
    const makeVariants = async () => {
      const variants = [];
      for (const width of widthsFor(raw.width)) {
        const { data, info } = await upright()
          .resize({ width })
          .webp({ quality: 80 })
          .toBuffer({ resolveWithObject: true });
        variants.push({ width: info.width, height: info.height, body: data });
      }
      return variants;
    };
    const [body, variants] = await Promise.all([encode(upright(), format.mime).toBuffer(), makeVariants()]);
    return { ...format, body, width: raw.width, height: raw.height, variants };
  } catch (error) {
    if (error instanceof RefusedFile) throw error;
    throw new RefusedFile(/pixel limit/.test((error as Error).message) ? "media.tooLarge" : "media.damaged");
  }
}

function widthsFor(width: number): number[] {
  const largest = Math.min(width, WIDTHS.at(-1)!);
  return [...WIDTHS.filter((one) => one < largest), largest];
}

async function animation(frames: Sharp, format: { extension: string; mime: string }): Promise<MadePicture> {
  const { data, info } = await encode(frames, format.mime).toBuffer({ resolveWithObject: true });
  return { ...format, body: data, width: info.width, height: info.pageHeight ?? info.height, variants: [] };
}

function encode(picture: Sharp, mime: string): Sharp {
  if (mime === "image/jpeg") return picture.jpeg({ quality: 85, mozjpeg: true });
  if (mime === "image/png") return picture.png({ compressionLevel: 9 });
  if (mime === "image/gif") return picture.gif();
  return picture.webp({ quality: 85 });
}
