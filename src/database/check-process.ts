// A process of its own: looks through the database files it is given, and names the first damaged one and its damage.
import { complaintAbout } from "./check.ts";

for (const file of process.argv.slice(2)) {
  const complaint = complaintAbout(file);
  if (complaint === undefined) continue;
  process.stdout.write(`${file}\n${complaint}\n`);
  break;
}
