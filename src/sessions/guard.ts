import type { Request, RequestHandler, Response } from "express";
import session from "express-session";
import { NotAllowed } from "../errors.ts";
import type { Paths } from "../paths.ts";
import { may, type Permission } from "../users/permissions.ts";
import { toViewer, type UserRepository } from "../users/repository.ts";
import type { Viewer } from "../users/user.ts";
import { ABSOLUTE_MS, IDLE_MS, type SessionStore } from "./store.ts";

/** Reads the session, where the browser has one, and says who is here in `res.locals.viewer`. */
export function identify(parts: {
  store: SessionStore;
  users: UserRepository;
  secret: string;
  isHttps: boolean;
  clock: () => Date;
}): RequestHandler {
  const { store, users, secret, isHttps, clock } = parts;
  const name = isHttps ? "__Host-sid" : "sid";
  const read = session({
    store,
    secret,
    name,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: "lax", secure: isHttps, path: "/", maxAge: IDLE_MS },
  });
  const whoIsHere: RequestHandler = (req, res, next) => {
    const { userId, epoch, startedAt } = req.session;
    if (userId === undefined) return next();
    const user = users.find(userId);
    const viewer = toViewer(user);
    const isOver = startedAt === undefined || clock().getTime() - startedAt > ABSOLUTE_MS;
    if (!viewer || user?.sessionEpoch !== epoch || isOver) return req.session.regenerate(next);
    res.locals.viewer = viewer;
    res.set("Cache-Control", "private, no-store");
    next();
  };
  return (req, res, next) => {
    res.locals.viewer = null;
    if (isHttps) sayHttps(req);
    if (req.headers.cookie?.includes(name))
      return read(req, res, (error) => (error ? next(error) : whoIsHere(req, res, next)));
    req.session = strangersSession((begun) => {
      req.session = undefined as unknown as Request["session"];
      read(req, res, begun);
    });
    next();
  };
}

/** What cannot be written to: keeping something for a stranger would be a mistake. */
function strangersSession(begin: (begun: (error?: unknown) => void) => void): Request["session"] {
  const nothing = { regenerate: begin, destroy: (done: () => void) => done() };
  return Object.freeze(nothing) as unknown as Request["session"];
}

/** The public address decides whether the site is behind HTTPS, not what a request says of itself. */
function sayHttps(req: Request): void {
  Object.defineProperty(req, "secure", { value: true });
}

/**
 * Lets a request through for who may; sends strangers to the login page and refuses the others. `keepWords` may answer
 * instead, where a stranger sends a form that somebody wrote before their session ended. A script that asks for JSON
 * gets 401.
 */
export function requires(
  permission: Permission,
  paths: Paths,
  keepWords: (req: Request, res: Response) => boolean,
): RequestHandler {
  return (req, res, next) => {
    res.set("Cache-Control", "private, no-store");
    if (may(res.locals.viewer, permission)) return next();
    if (res.locals.viewer) throw new NotAllowed("role");
    if (req.get("Accept") === "application/json") return void res.status(401).json({ is: "loggedOut" });
    if (keepWords(req, res)) return;
    res.redirect(303, paths.login(req.method === "GET" ? req.originalUrl : undefined));
  };
}

/** Who is here, in a handler behind `requires`. */
export function viewerOf(res: Response): Viewer {
  if (!res.locals.viewer) throw new NotAllowed("nobody is signed in");
  return res.locals.viewer;
}

/** Begins a session under a new id, so that an id somebody planted before is worth nothing. */
export function signIn(
  req: Pick<Request, "session">,
  user: { id: number; sessionEpoch: number },
  now: Date,
): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.regenerate((error: Error | null) => {
      if (error) return reject(error);
      req.session.userId = user.id;
      req.session.epoch = user.sessionEpoch;
      req.session.startedAt = now.getTime();
      req.session.save((failed: Error | null) => (failed ? reject(failed) : resolve()));
    });
  });
}
