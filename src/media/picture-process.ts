// A process of its own: makes the files of the picture it is given, and sends them, or why it refuses it.
import { RefusedFile, type Refusal } from "./media.ts";
import { makePicture, type MadePicture } from "./pictures.ts";

export type Answer = MadePicture | { refused: Refusal };

const answer = await makePicture(process.argv[2]!).catch((error: unknown): Answer => {
  if (error instanceof RefusedFile) return { refused: error.reason };
  throw error;
});
if (process.connected) process.send!(answer);
