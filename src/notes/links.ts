import type { Signer } from "../secrets/signer.ts";
import type { LinksRepository, PreviewLink } from "./links-repository.ts";

const PURPOSE = "preview link";

export type PreviewTokens = ReturnType<typeof previewTokens>;

/** The signed part of the address of a preview link. Nobody can make one; a link that was revoked or expired has none. */
export function previewTokens({ signer, links }: { signer: Signer; links: LinksRepository }) {
  return {
    of: (link: PreviewLink): string => signer.sign(PURPOSE, nameOf(link), link.expiresAt),
    /** The link that a token stands for; undefined where it works no more, or never did. */
    find(token: string, now: Date): PreviewLink | undefined {
      const name = signer.verify(PURPOSE, token, now);
      const link = name === undefined ? undefined : links.find(Number(name.split(" ")[0]));
      return link && nameOf(link) === name && link.expiresAt > now ? link : undefined;
    },
  };
}

/** The number of a link that was revoked may be given to another. */
const nameOf = ({ id, postId, createdAt }: PreviewLink) => `${id} ${postId} ${createdAt.getTime()}`;
