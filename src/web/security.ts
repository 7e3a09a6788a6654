import helmet from "helmet";
import type { ServerResponse } from "node:http";
import type { Request, Response } from "express";

/** Headers of every answer. No inline script or style, nothing from another host, no framing by others. */
export function securityHeaders(isHttps: boolean): (res: ServerResponse) => void {
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
  const headers = writtenBy(protect);
  headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()");
  return (res) => {
    for (const [name, value] of headers) res.setHeader(name, value);
  };
}

/** What a middleware writes that looks at no request: it is asked once, and not for every answer. */
function writtenBy(protect: ReturnType<typeof helmet>): Map<string, string> {
  const headers = new Map<string, string>();
  const res = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  };
  protect(undefined as unknown as Request, res as unknown as Response, (error?: unknown) => {
    if (error) throw error as Error;
  });
  return headers;
}
