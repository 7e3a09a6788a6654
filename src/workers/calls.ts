/** A function of another process, called by its name over the channel between the two. Nothing comes back. */
export interface Call {
  call: string;
  /** Plain JSON. */
  args: unknown[];
}

export type Act = (...args: never[]) => void;

/** Does what a message from another process asks for; messages of anybody else, and unknown names, are passed over. */
export function answerCalls(acts: ReadonlyMap<string, Act>) {
  return (message: unknown): void => {
    if (!isCall(message)) return;
    (acts.get(message.call) as ((...args: unknown[]) => void) | undefined)?.(...message.args);
  };
}

function isCall(message: unknown): message is Call {
  return typeof message === "object" && message !== null && "call" in message && "args" in message;
}
