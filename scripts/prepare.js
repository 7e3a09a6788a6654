// Brings a checkout to where it can run: installs packages and builds, each only when something changed.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));
const stamp = join(root, "node_modules", ".installed");
const built = join(root, "dist", ".built");
/** The driver for newer versions needs Node-API 10. */
const isOldNode = Number(process.versions.napi) < 10;

export function prepare() {
  requireNode();
  install();
  if (isStale(built, ["src", "public", "package-lock.json", "scripts/build.js", "scripts/build-assets.js"]))
    run("node", ["scripts/build.js"]);
}

export function install() {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const wanted = `${process.versions.modules} ${lock.length} ${checksum(lock)}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const more = isOldNode ? " and compiling SQLite, which takes about a minute and a half" : "";
  process.stderr.write(`Installing packages${more}.\n`);
  // The build needs the tools too, whatever NODE_ENV says.
  const packages = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  run("npm", packages, root, "The packages could not be installed; the lines above say why.");
  if (!hasDriver()) compileDriver();
  writeFileSync(stamp, wanted);
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  giveUp(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
}

/** npm leaves out the install script of a package whose origin the lock file does not name: run it by hand. */
function compileDriver() {
  const folder = join(root, "node_modules", "better-sqlite3");
  const advice = isOldNode
    ? "SQLite could not be compiled. Install a C++ compiler, make and Python 3, or use Node 22 or newer, which needs none."
    : `There is no SQLite driver for Node ${process.versions.node} on ${process.platform} ${process.arch}.`;
  if (existsSync(folder)) run("npm", ["run", "install"], folder, advice);
  if (!hasDriver()) giveUp(advice);
}

function hasDriver() {
  const require = createRequire(import.meta.url);
  try {
    const Driver = require(isOldNode ? "sqlite-node20" : "better-sqlite3-napi");
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

/** Runs a program, or ends this one with a sentence. */
export function run(command, args, cwd = root, complaint = `${command} ${args.join(" ")} failed.`) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ["ignore", 2, 2] });
  if (error || status !== 0) giveUp(error ? `${complaint} (${error.message})` : complaint);
}

function giveUp(complaint) {
  process.stderr.write(`broadsheet: ${complaint}\n`);
  process.exit(1);
}

function checksum(text) {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
