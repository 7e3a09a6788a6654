import type { Signer } from "../secrets/signer.ts";
import type { LinksRepository, PreviewLink } from "./links-repository.ts";

const PURPOSE = "preview link";

export type PreviewTokens = ReturnType<typeof previewTokens>;

/** The signed part of the address of a preview link. Nobody can make one; a link that was revoked or expired has none. */
export function previewTokens({ signer, links }: { signer: Signer; links: LinksRepository }) {
  return {
    of: ({ id, expiresAt }: PreviewLink): string => signer.sign(PURPOSE, String(id), expiresAt),
    /** The link that a token stands for; undefined where it works no more, or never did. */
    find(token: string, now: Date): PreviewLink | undefined {
      const id = signer.verify(PURPOSE, token, now);
      const link = id === undefined ? undefined : links.find(Number(id));
      return link && link.expiresAt > now ? link : undefined;
    },
  };
}
