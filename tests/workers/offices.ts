import { answerCalls, type Act } from "../../src/workers/calls.ts";
import type { Elsewhere } from "../../src/workers/elsewhere.ts";

/** Processes of one site without the processes: what each of them says elsewhere arrives as it would by a channel. */
export function offices(count: number): Elsewhere[] {
  const all = Array.from({ length: count }, () => new Map<string, Act>());
  return all.map((acts) => (name, act) => {
    acts.set(name, act as unknown as Act);
    return (...args) => {
      const sent = JSON.stringify({ call: name, args });
      for (const other of all) if (other !== acts) answerCalls(other)(JSON.parse(sent));
    };
  });
}
