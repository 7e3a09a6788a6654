/** A picture ready for an <img>: addresses are site-relative, sizes in pixels. */
export interface Picture {
  mediaId: number;
  src: string;
  width: number;
  height: number;
  /** '/media/a-640.webp 640w, …', or null where there is only one size. */
  srcset: string | null;
  alt: string;
  caption: string;
  credit: string;
}

/**
 * SQL that makes one JSON text of the picture whose id is `mediaId` (a column of the outer query), or NULL. The list in
 * it is named as JSON once more: from SQLite 3.54 on a subquery hands out plain text.
 */
export const pictureJson = (mediaId: string) => `(
  SELECT json_object('id', m.id, 'path', m.path, 'width', m.width, 'height', m.height, 'alt', m.alt,
    'caption', m.caption, 'credit', m.credit, 'variants', json((
      SELECT json_group_array(json_object('path', v.path, 'width', v.width, 'height', v.height))
      FROM (SELECT path, width, height FROM media_variants WHERE media_id = m.id ORDER BY width) AS v)))
  FROM media AS m WHERE m.id = ${mediaId} AND m.width IS NOT NULL)`;

interface PictureJson {
  id: number;
  path: string;
  width: number;
  height: number;
  alt: string;
  caption: string;
  credit: string;
  variants: { path: string; width: number; height: number }[];
}

/** The picture in what `pictureJson` selected. The largest variant stands in for the original. */
export function toPicture(json: string | null): Picture | null {
  if (json === null) return null;
  const { id, path, width, height, alt, caption, credit, variants } = JSON.parse(json) as PictureJson;
  const largest = variants.at(-1) ?? { path, width, height };
  return {
    mediaId: id,
    src: `/media/${largest.path}`,
    width: largest.width,
    height: largest.height,
    srcset: variants.length > 1 ? variants.map((one) => `/media/${one.path} ${one.width}w`).join(", ") : null,
    alt,
    caption,
    credit,
  };
}
