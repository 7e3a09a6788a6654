import { describe, expect, it } from "vitest";
import { saveOver } from "../../src/posts/save-over.ts";
import type { PostTyped } from "../../src/posts/typed.ts";
import { randomFrom } from "../../src/seed/random.ts";
import type { Viewer } from "../../src/users/user.ts";
import { newsroom } from "../support/newsroom.ts";

/** How many are played; each is another sequence of what two people do to one post. */
const ROUNDS = Number(process.env.SAVING_INTERLEAVINGS ?? 60);
const FIRST_SEED = Number(process.env.SAVING_SEED ?? 1);
const STEPS = 14;

const wordsIn = (text: string) => new Set(text.match(/w\d+/g) ?? []);

/** One editor that somebody has open. */
interface Tab {
  viewer: Viewer;
  typed: PostTyped;
  /** Words taken out by hand since the last save that arrived. */
  removed: Set<string>;
}

/** Plays what people do to one post, and checks after every step that no acknowledged word vanished by itself. */
function play(room: ReturnType<typeof newsroom>, seed: number, history: string[]) {
  const { parts, ben } = room;
  const { below, chance, pick } = randomFrom(seed * 2654435761);
  const person = (id: number, role: Viewer["role"]) => ({ id, name: "", role }) as Viewer;
  const people = [person(room.ada.id, "admin"), person(ben.id, "author")];
  const saves = saveOver({
    ...{ kind: "post", desk: parts.desk, publishing: parts.publishing, history: parts.history },
    ...{ drafts: parts.drafts, words: parts.words, clock: room.now, hasPicture: () => false },
    choicesFor: () => ({ categories: [], parents: [], authors: [{ value: ben.id, label: "", depth: 0 }] }),
  });
  let count = 0;
  const word = () => `w${(count += 1)}`;
  const start = Array.from({ length: 1 + below(4) }, () => `${word()} ${word()} ${word()}`).join("\n\n");
  const id = room.post({ bodySource: start, status: pick(["draft", "published", "pending"] as const) }).id;
  const find = () => parts.desk.findSource(id)!;
  const present = () => wordsIn(saves.present(find()).body);

  /** Words somebody was told are saved, and those of them that somebody took out by hand or by a choice. */
  const acknowledged = wordsIn(start);
  const released = new Set<string>();
  const name = () => `tab-${seed}-${word()}`;
  const open = (): Tab => ({
    viewer: pick(people),
    typed: { ...saves.present(find()), tab: chance(0.8) ? name() : "" },
    removed: new Set(),
  });
  const tabs = [open(), open(), open()];
  const asides: { number: number; began: Tab }[] = [];

  const edit = (tab: Tab) => {
    const blocks = tab.typed.body.split("\n\n");
    const at = below(blocks.length);
    const take = (text: string) => wordsIn(text).forEach((gone) => tab.removed.add(gone));
    const put = pick(["add", "add", "insert", "replace", "remove", "move", "rewrite"] as const);
    if (put === "add") blocks[at] = `${blocks[at]!} ${word()}`;
    else if (put === "insert") blocks.splice(at + below(2), 0, `${word()} ${word()}`);
    else if (put === "remove") take(blocks.splice(at, 1)[0]!);
    else if (put === "move") blocks.splice(below(blocks.length), 0, blocks.splice(at, 1)[0]!);
    else if (put === "rewrite") {
      take(blocks[at]!);
      blocks[at] = `${word()} ${word()}`;
    } else {
      const words = blocks[at]!.split(" ");
      const which = below(words.length);
      take(words[which]!);
      words[which] = word();
      blocks[at] = words.join(" ");
    }
    tab.typed = { ...tab.typed, body: blocks.join("\n\n").trim() };
    history.push(`${tabs.indexOf(tab)} ${put}: ${JSON.stringify(tab.typed.body)}`);
  };
  const send = (tab: Tab) => {
    const { status } = find();
    const isAuto = chance(0.5);
    const action = isAuto
      ? status === "published"
        ? "keep"
        : status === "draft"
          ? "draft"
          : "update"
      : pick(["draft", "update", "keep", "publish"] as const);
    const outcome = saves.update(id, {
      typed: tab.typed,
      action,
      viewer: tab.viewer,
      ...(isAuto && { how: "autosaved" }),
    });
    history.push(`${tabs.indexOf(tab)} sends ${action} of ${tab.typed.version}: ${JSON.stringify(outcome)}`);
    if (outcome.is === "aside") {
      const kept = parts.revisions.findSnapshot(id, outcome.number)!.body;
      expect(kept, "what was set aside is kept").toBe(tab.typed.body);
      asides.push({ number: outcome.number, began: tab });
      if (chance(0.5)) tabs[tabs.indexOf(tab)] = open();
      return;
    }
    expect(outcome.is).toBe("saved");
    for (const saved of wordsIn(tab.typed.body)) acknowledged.add(saved);
    for (const gone of tab.removed) released.add(gone);
    for (const saved of wordsIn(tab.typed.body))
      expect(present().has(saved) || released.has(saved), `${saved} was saved`).toBe(true);
    // The answer may be lost on the way; otherwise the form takes over what came back.
    if (chance(0.2)) return void history.push("  the answer is lost");
    tab.removed = new Set();
    tab.typed = { ...saves.present(find()), tab: tab.typed.tab };
  };
  /** Somebody looks at what was set aside, and chooses: what they turn down they have released. */
  const choose = () => {
    const aside = asides.pop();
    if (!aside) return;
    const keep = pick(["mine", "theirs"] as const);
    const theirs = saves.present(find());
    const mine = parts.revisions.findSnapshot(id, aside.number)!.body;
    for (const gone of wordsIn(keep === "mine" ? theirs.body : ""))
      if (!wordsIn(mine).has(gone)) released.add(gone);
    if (keep === "theirs") return;
    const typed = { ...theirs, body: mine, tab: "" };
    const outcome = saves.update(id, {
      typed,
      action: find().status === "published" ? "keep" : "draft",
      viewer: people[0]!,
    });
    expect(outcome.is).toBe("saved");
    for (const saved of wordsIn(mine)) acknowledged.add(saved);
    history.push(`chooses ${aside.number}: ${JSON.stringify(mine)}`);
  };
  const crash = (tab: Tab) => {
    history.push(`${tabs.indexOf(tab)} crashes`);
    // Brought back from its journal it is as it was; without one it is opened anew.
    if (chance(0.5)) tabs[tabs.indexOf(tab)] = open();
  };
  const turn = () => {
    const { id: by } = people[0]!;
    const posts = parts.desk.listByIds([id]);
    if (find().status === "published") parts.publishing.retract(posts, by, room.now());
    else parts.publishing.publish(posts, by, room.now());
    history.push(`is turned: ${find().status}`);
  };
  const discard = () => {
    const before = present();
    parts.publishing.discard(id, { by: ben.id, began: find().revision, tab: null }, room.now());
    for (const gone of before) if (!present().has(gone)) released.add(gone);
    history.push("is discarded");
  };

  for (let step = 0; step < STEPS; step += 1) {
    room.later(1000 * (1 + below(20)));
    const tab = pick(tabs);
    if (chance(0.45)) edit(tab);
    else if (chance(0.8)) send(tab);
    else pick([() => crash(tab), choose, turn, discard])();
    const now = present();
    const lost = [...acknowledged].filter((saved) => !now.has(saved) && !released.has(saved));
    expect(lost, "acknowledged words that vanished by themselves").toEqual([]);
  }
  // Whatever became of them: every acknowledged word stands in some revision.
  const everything = parts.revisions
    .list(id, { limit: 1000, offset: 0 })
    .map(({ number }) => parts.revisions.findSnapshot(id, number)!.body);
  const kept = wordsIn([...everything, find().bodySource].join(" "));
  expect([...acknowledged].filter((saved) => !kept.has(saved))).toEqual([]);
}

describe("an acknowledged word", () => {
  it(
    `disappears only by a recorded deletion, in ${ROUNDS} interleavings of edits, saves, stale tabs and crashes`,
    { timeout: 3_600_000 },
    () => {
      const room = newsroom();
      for (let seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed += 1) {
        const history: string[] = [];
        try {
          play(room, seed, history);
        } catch (error) {
          throw new Error(`SAVING_SEED=${seed}\n${history.join("\n")}`, { cause: error });
        }
      }
    },
  );
});
