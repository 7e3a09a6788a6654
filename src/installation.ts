import { extname } from "node:path";
import { fileURLToPath } from "node:url";

// This file is one folder below the root, and so is what the build makes of it.
const folder = (name: string) => fileURLToPath(new URL(`../${name}/`, import.meta.url));

export const viewsFolder = folder("views");
export const migrationsFolder = folder("migrations");
export const assetsFolder = folder("dist/public");

/** Node's options for a process that ends soon: code on large pages takes a tenth of a second to get there. */
export const briefOptions = () => process.execArgv.filter((option) => !option.startsWith("--use-largepages"));

/** The file of a module that is a process of its own; `name` as in src/, without the extension. */
export function programFile(name: string): string {
  return fileURLToPath(new URL(`${name}${extname(import.meta.url)}`, import.meta.url));
}
