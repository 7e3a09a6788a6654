import { newsroom } from "./newsroom.ts";

/** A newsroom with Cora, who may write but not publish, and Edda, who edits. */
export function deskOfTwo() {
  const room = newsroom();
  room.parts.settings.update("general", { timeZone: "UTC" }, room.now());
  const cora = room.user("Cora Contributor", "contributor");
  return {
    ...room,
    cora,
    contributor: room.signedIn(cora),
    editor: room.signedIn(room.user("Edda Editor", "editor")),
    source: (id: number) => room.parts.desk.findSource(id)!,
  };
}
