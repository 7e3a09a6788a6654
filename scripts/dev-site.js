// What `npm run dev` starts anew on every change: style sheets and scripts, then the site from its sources.
import { buildAssets } from "./build-assets.js";

buildAssets();
const { main } = await import("../src/commands/main.ts");
await main(["start"], process.env);
