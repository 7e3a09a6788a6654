// Brings a checkout to where it can run: installs packages and builds, each only when something changed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));
const stamp = join(root, "node_modules", ".installed");
const built = join(root, "dist", ".built");

export function prepare() {
  install();
  if (isStale(built, ["src", "public", "package-lock.json", "scripts/build.js"]))
    run("node", ["scripts/build.js"]);
}

export function install() {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const wanted = `${process.versions.modules} ${lock.length} ${checksum(lock)}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stderr.write("Installing packages. On Node 20 this compiles SQLite, about a minute and a half.\n");
  run("npm", ["ci", "--no-audit", "--no-fund"]);
  if (!hasDriver()) compileDriver();
  writeFileSync(stamp, wanted);
}

/** npm leaves out the install script of a package whose origin the lock file does not name: run it by hand. */
function compileDriver() {
  const folder = join(root, "node_modules", "better-sqlite3");
  if (existsSync(folder)) run("npm", ["run", "install"], folder);
}

function hasDriver() {
  const require = createRequire(import.meta.url);
  try {
    const Driver = require(Number(process.versions.napi) >= 10 ? "better-sqlite3-napi" : "sqlite-node20");
    new Driver(":memory:").close();
    return true;
  } catch {
    return false;
  }
}

/** Whether a file is missing, or older than anything in these files and folders. */
function isStale(file, sources) {
  if (!existsSync(file)) return true;
  const time = statSync(file).mtimeMs;
  const isNewer = (path) => {
    const stat = statSync(path);
    if (stat.mtimeMs > time) return true;
    return stat.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name)));
  };
  return sources.some((source) => isNewer(join(root, source)));
}

export function run(command, args, cwd = root) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ["ignore", 2, 2] });
  if (error || status !== 0) {
    process.stderr.write(`broadsheet: ${command} ${args.join(" ")} failed\n`);
    process.exit(1);
  }
}

function checksum(text) {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
