import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { readings, readSegments, type Reading } from "../permalinks/address.ts";

interface Parts {
  baseUrl: () => string;
  mediaFolder: string;
  /** Whether the product answers an address itself, whatever was written. */
  answers: (address: string) => boolean;
  /** Whether an archive stands at a path, which has no slashes around it. */
  leadsToArchive: (path: string) => boolean;
  /** Whether a post, a page or a former address of one stands at a path. */
  leadsToPost: Leads;
}

/** Whether readers find something at an address; `apartFromRedirects`, without being led on by a former address. */
export type Leads = (address: string, how?: { apartFromRedirects: boolean }) => boolean;

/** Whether readers find something at an address of this site; `url` may be relative to its root. */
export function ownLinks(parts: Parts): Leads {
  const { baseUrl, mediaFolder, answers, leadsToArchive, leadsToPost } = parts;
  return (url, how) => {
    if (!URL.canParse(url, `${baseUrl()}/`)) return false;
    const { pathname } = new URL(url, `${baseUrl()}/`);
    const segments = readSegments(pathname);
    if (!segments) return false;
    if (segments[0] === "media" && isFile(join(mediaFolder, ...segments.slice(1)))) return true;
    const [whole, ...others] = readings(segments);
    return (
      answers(`/${whole!.path}`) ||
      [whole!, ...others.filter(isOfList)].some(({ path }) => leadsToArchive(path)) ||
      leadsToPost(pathname, how)
    );
  };
}

/** Whether it is read as a feed or another page of a list: nothing else stands behind the address of an archive. */
const isOfList = ({ suffix }: Reading) => suffix.kind === "feed" || suffix.kind === "page";

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();
