/**
 * Several processes may serve one site. Wraps a function so that a call does the same in every other one of them, a moment
 * later, and nothing here. `name` is the same in all; arguments are plain JSON.
 */
export type Elsewhere = <Args extends unknown[]>(
  name: string,
  act: (...args: Args) => void,
) => (...args: Args) => void;

/** For a process that serves alone. */
export const nowhereElse: Elsewhere = () => () => undefined;
