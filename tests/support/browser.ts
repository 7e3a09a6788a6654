import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

/** Without these a headless Chromium looks for hosts of its maker. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Browsers of people. A headless Chromium calls itself one, and such are counted as robots. */
export const AGENTS = {
  chrome:
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
  firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  safari:
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15",
};

/** Chromium from an npm package, or the one that the variable CHROMIUM names. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? (await unpackBrowser()), args: FLAGS });
}

/**
 * Unpacks Chromium from its npm package, where that was not done before, and answers where it lies. Outside the cloud for
 * which the package is made, it unpacks the libraries it needs only when it believes to be there.
 */
export async function unpackBrowser(): Promise<string> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}

/** Listens on a free port; `address` is without trailing slash. */
export async function listen(app: RequestListener): Promise<{ address: string; close: () => Promise<void> }> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a page did that no page of ours may do. */
export interface Misdeeds {
  /** Script errors, refusals of the content security policy, parts of a page that could not be had. */
  errors: string[];
  /** Requests to any other host. */
  foreign: string[];
}

/** A page that notes its misdeeds. */
export async function watchedPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; misdeeds: Misdeeds; close: () => Promise<void> }> {
  const context = await browser.newContext({ baseURL: address, userAgent: AGENTS.chrome, ...options });
  const page = await context.newPage();
  const misdeeds: Misdeeds = { errors: [], foreign: [] };
  page.on("pageerror", (error) => misdeeds.errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text()))
      misdeeds.errors.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== "document")
      misdeeds.errors.push(`${response.status()} ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== new URL(address).origin)
      misdeeds.foreign.push(request.url());
  });
  return { page, misdeeds, close: () => context.close() };
}

/** By how many pixels a page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
