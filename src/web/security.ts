import helmet from "helmet";
import type { RequestHandler } from "express";

/** Headers of every answer. No inline script or style, nothing from another host, no framing by others. */
export function securityHeaders(isHttps: boolean): RequestHandler[] {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    crossOriginResourcePolicy: { policy: "same-site" },
    xXssProtection: false,
  });
  const permissions: RequestHandler = (_req, res, next) => {
    res.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()");
    next();
  };
  return [protect, permissions];
}
