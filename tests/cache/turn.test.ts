import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { byTurns } from "../../src/cache/turn.ts";

/** Somebody who asks over a connection of their own. */
const reader = (key: string) => {
  const req = new IncomingMessage(new Socket());
  return { key, req, res: new ServerResponse(req) };
};
const untilTheEndOfTheTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A room of readers, and who was answered with whom. */
const open = () => {
  const rounds: string[][] = [];
  return { rounds, ask: byTurns((asked) => rounds.push(asked.map(({ key }) => key))) };
};

describe("readers of a turn of the event loop", () => {
  it("are answered together at its end", async () => {
    const { rounds, ask } = open();
    ask(reader("a"));
    ask(reader("b"));
    expect(rounds).toEqual([]);
    await untilTheEndOfTheTurn();
    expect(rounds).toEqual([["a", "b"]]);
  });

  it("are answered before the end where very many ask, each once", async () => {
    const { rounds, ask } = open();
    const keys = Array.from({ length: 1000 }, (_, index) => String(index));
    for (const key of keys) ask(reader(key));
    expect(rounds.length).toBeGreaterThan(1);
    expect(keys.length - rounds.flat().length).toBeLessThan(100);
    await untilTheEndOfTheTurn();
    expect(rounds.flat()).toEqual(keys);
  });

  it("are answered at the end of the next turn after one in which all were answered before", async () => {
    const { rounds, ask } = open();
    while (rounds.length === 0) ask(reader("early"));
    await untilTheEndOfTheTurn();
    expect(rounds).toHaveLength(1);
    ask(reader("late"));
    await untilTheEndOfTheTurn();
    expect(rounds).toEqual([rounds[0], ["late"]]);
  });
});
