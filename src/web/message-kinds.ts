import { IncomingMessage, ServerResponse } from "node:http";
import type { Express } from "express";

/**
 * Requests and responses that are what Express makes of them from the beginning. It changes the prototype of each, which
 * costs little by itself; but V8 then makes a hidden class anew for every property that is added to one of them, and
 * nothing that reads it is fast again. Give `kinds` to the server and the application to `makeFor`, before it is asked.
 */
export function messageKinds() {
  class Request extends IncomingMessage {}
  class Response extends ServerResponse<Request> {}
  return {
    kinds: { IncomingMessage: Request, ServerResponse: Response },
    makeFor(app: Express): void {
      Object.setPrototypeOf(Request.prototype, app.request);
      Object.setPrototypeOf(Response.prototype, app.response);
      Object.assign(app, { request: Request.prototype, response: Response.prototype });
    },
  };
}
