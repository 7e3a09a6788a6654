import { buildAssets } from "../../scripts/build-assets.js";

/** Once before all tests: style sheets and scripts are built, and times are written in UTC whatever the machine's zone. */
export default function setup() {
  process.env.TZ = "UTC";
  buildAssets();
}
