import type { Request, Response } from "express";

const DAY_SECONDS = 86_400;

/**
 * The icon of the site, for browsers, phones and readers of feeds that look for it where no page told them to. Caches in
 * front do not keep it: whoever runs the site may lead these addresses to an icon of their own.
 */
export function publicIcons({ asset }: { asset: (name: string) => string }) {
  return {
    show(_req: Request, res: Response) {
      res.set("Cache-Control", `private, max-age=${DAY_SECONDS}`).redirect(302, asset("img/icon.png"));
    },
  };
}
