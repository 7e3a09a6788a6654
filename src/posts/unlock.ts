import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import { NotFound, TooManyRequests } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { Signer } from "../secrets/signer.ts";
import { cookieOf } from "../web/cookies.ts";
import { idOf, textOf, type FormBody } from "../web/form.ts";
import type { Post } from "./post.ts";
import type { PostRepository } from "./repository.ts";

/** How long a browser keeps a post open, as WordPress does. */
const UNLOCKED_DAYS = 10;

type Locked = Pick<Post, "id" | "password">;
export type PostLock = ReturnType<typeof postLock>;

/** Opens posts behind a password. What a browser keeps is bound to the post and to its present password. */
export function postLock({
  signer,
  isHttps,
  clock,
}: {
  signer: Signer;
  isHttps: boolean;
  clock: () => Date;
}) {
  const nameOf = (id: number) => `unlocked-${id}`;
  const purposeOf = ({ id, password }: Locked) => `unlocked ${id} ${digest(password ?? "").toString("hex")}`;
  return {
    /** Whether this reader has typed the password of the post, or it has none. */
    isUnlocked(post: Locked, req: Pick<Request, "headers">): boolean {
      if (post.password === null) return true;
      const token = cookieOf(req, nameOf(post.id));
      return token !== undefined && signer.verify(purposeOf(post), token, clock()) !== undefined;
    },
    /** Compares in constant time. */
    fits: ({ password }: Locked, typed: string): boolean =>
      password !== null && timingSafeEqual(digest(password), digest(typed)),
    open(post: Locked, res: Response): void {
      const expires = new Date(clock().getTime() + UNLOCKED_DAYS * 86_400_000);
      const token = signer.sign(purposeOf(post), "", expires);
      res.cookie(nameOf(post.id), token, {
        ...{ httpOnly: true, sameSite: "lax", secure: isHttps, path: "/", expires },
      });
    },
  };
}

/** The form under the lock. */
export function publicUnlock(parts: {
  posts: Pick<PostRepository, "findById">;
  lock: PostLock;
  paths: Paths;
  clock: () => Date;
  /** Counts one try of a network address: 0 while it may, else the seconds to wait. */
  throttle: (ip: string) => number;
  showLocked: (res: Response, post: Post, isWrong: boolean) => void;
}) {
  const { posts, lock, paths, clock, throttle, showLocked } = parts;
  return {
    create(req: Request<{ id: string }, unknown, FormBody>, res: Response) {
      const id = idOf(req.params, "id");
      const post = id === undefined ? undefined : posts.findById(id, clock());
      if (!post || post.password === null) throw new NotFound("Nothing is locked here.");
      const wait = throttle(req.ip ?? "");
      if (wait > 0) throw new TooManyRequests("Too many passwords tried.", wait);
      if (!lock.fits(post, textOf(req.body, "password"))) return showLocked(res.status(422), post, true);
      lock.open(post, res);
      res.set("Cache-Control", "private, no-store");
      res.redirect(303, paths.post(post));
    },
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
