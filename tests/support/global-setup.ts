/** Once before all tests: times in tests are written in UTC, and no test may depend on the machine's zone. */
export default function setup() {
  process.env.TZ = "UTC";
}
