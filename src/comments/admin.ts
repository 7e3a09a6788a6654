import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import type { Vault } from "../secrets/vault.ts";
import { idOf, idsOf, textOf, type FormBody } from "../web/form.ts";
import { nearestPage, paginate, parsePage } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { CommentAddress } from "./addresses.ts";
import type { Moderation } from "./moderation.ts";
import {
  actionsFor,
  formerFromText,
  formerToText,
  queueActions,
  queueTabs,
  type FormerStatus,
  type QueueAction,
  type QueueFilter,
  type QueueItem,
} from "./queue.ts";
import type { QueueRepository } from "./queue-repository.ts";
import { openedEmail } from "./sealed-email.ts";
import { queuePage, type QueueRow } from "./views.ts";

export const PER_PAGE = 20;
/** More ids than a page holds come from no form of ours. */
const MAX_AT_ONCE = 100;

type QueueRequest = Request<object, unknown, FormBody>;

/**
 * The queue of comments. It opens the sealed e-mail addresses: moderators recognise people by them, and decide whether
 * a first comment is who it says. Nothing else in the program does.
 */
export function adminComments(parts: Parts) {
  const { queue, moderation, vault, paths, words, render, commentAddress } = parts;

  const toRow = (item: QueueItem): QueueRow => ({
    ...item,
    email: openedEmail(vault, item.emailSealed),
    seed: item.userId ?? item.id,
    href: item.status === "approved" ? commentAddress(item) : null,
    actions: actionsFor(item.status),
    canReply: (item.status === "approved" || item.status === "pending") && item.kind === "comment",
  });

  const backTo = (req: QueueRequest) =>
    paths.admin.comments(queryOf(filterFrom(req.body), idOf(req.body, "page")));

  const say = (req: QueueRequest, action: QueueAction | "undo", former: FormerStatus[] | number) => {
    const count = typeof former === "number" ? former : former.length;
    req.session.flash = {
      message: { key: `comments.queue.done.${action}`, values: { count } },
      tone: count > 0 ? "done" : "problem",
    };
    if (typeof former !== "number" && count > 0)
      req.session.flash.undo = {
        action: paths.admin.undoComments(),
        fields: { former: formerToText(former), ...hiddenOf(filterFrom(req.body), idOf(req.body, "page")) },
      };
  };

  return {
    index(req: Request, res: Response) {
      const query = req.query as FormBody;
      const filter = filterFrom(query);
      const page = parsePage(textOf(query, "page") || undefined);
      const emailHash = filter.query.includes("@") ? vault.fingerprint(filter.query) : null;
      const counts = queue.countByTab(filter.postId);
      const total = filter.query === "" ? counts[filter.tab] : queue.count(filter, emailHash);
      const addressOf = (of: number) => paths.admin.comments(queryOf(filter, of));
      const shown = nearestPage(page, total, PER_PAGE);
      const items = queue.list(filter, emailHash, PER_PAGE, (shown - 1) * PER_PAGE);
      const rows = items.map(toRow);
      render(
        res,
        { title: words().t("admin.comments"), section: "comments" },
        queuePage({
          ...{ filter, rows, total },
          tabs: queueTabs.map((tab) => ({
            ...{ tab, count: counts[tab], isCurrent: tab === filter.tab },
            href: paths.admin.comments(queryOf({ ...filter, tab })),
          })),
          postTitle: filter.postId === null ? null : (items[0]?.post.title ?? ""),
          hidden: hiddenOf(filter, shown),
          pagination: paginate(shown, total, PER_PAGE, addressOf),
          bulkActions: bulkActionsOf(filter),
        }),
      );
    },

    /** One button beside a comment (`one`: "approve-12"), or an action for all that are ticked. */
    update(req: QueueRequest, res: Response) {
      const [, one, id] = /^([a-z]+)-([1-9]\d{0,14})$/.exec(textOf(req.body, "one")) ?? [];
      const wanted = one ?? textOf(req.body, "do");
      const ids = id === undefined ? idsOf(req.body, "id").slice(0, MAX_AT_ONCE) : [Number(id)];
      const action = queueActions.find((known) => known === wanted);
      if (action === "delete") say(req, action, moderation.remove(ids));
      else if (action) say(req, action, moderation.act(action, ids));
      res.redirect(303, backTo(req));
    },

    /** Takes back what was done last. */
    undo(req: QueueRequest, res: Response) {
      const former = formerFromText(textOf(req.body, "former")).slice(0, MAX_AT_ONCE);
      say(req, "undo", moderation.restore(former));
      res.redirect(303, backTo(req));
    },

    /** Deletes all spam, or all of the trash, for good. */
    empty(req: QueueRequest, res: Response) {
      const { tab } = filterFrom(req.body);
      if (tab === "spam" || tab === "trash") say(req, "delete", moderation.remove(queue.listIds(tab)));
      res.redirect(303, backTo(req));
    },
  };
}

interface Parts {
  queue: QueueRepository;
  moderation: Moderation;
  vault: Vault;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  commentAddress: CommentAddress;
}

function filterFrom(body: FormBody): QueueFilter {
  const status = textOf(body, "status");
  return {
    tab: queueTabs.find((tab) => tab === status) ?? "all",
    query: textOf(body, "q").trim().slice(0, 200),
    postId: idOf(body, "post") ?? null,
  };
}

/** The same view of the queue, as hidden fields of its forms. */
function hiddenOf({ tab, query, postId }: QueueFilter, page = 1): Record<string, string> {
  return {
    ...(tab !== "all" && { status: tab }),
    ...(query !== "" && { q: query }),
    ...(postId !== null && { post: String(postId) }),
    ...(page > 1 && { page: String(page) }),
  };
}

function queryOf(filter: QueueFilter, page?: number): string {
  const query = new URLSearchParams(hiddenOf(filter, page)).toString();
  return query === "" ? "" : `?${query}`;
}

function bulkActionsOf({ tab }: QueueFilter): QueueAction[] {
  return tab === "all" ? ["approve", "unapprove", "spam", "trash"] : actionsFor(tab);
}
