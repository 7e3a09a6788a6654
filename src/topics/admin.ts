import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import type { Message } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import { idOf, type FieldErrors, type FormBody } from "../web/form.ts";
import { paginate, parsePage } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { parentsFor, parseTopic, typedTopic, type TopicField, type TypedTopic } from "./form.ts";
import type { TopicRepository } from "./repository.ts";
import type { Topic, TopicKind } from "./topic.ts";
import { topicForm, topicIndex, type TopicChoice } from "./views.ts";

const PER_PAGE = 100;
const NOTHING: TypedTopic = { name: "", slug: "", parent: null, description: "" };

interface Parts {
  topics: TopicRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}
type TopicRequest = Request<{ id: string }, unknown, FormBody>;

/** Categories, or tags, as editors keep them. */
export function adminTopics({ topics, paths, words, render, clock }: Parts, kind: TopicKind) {
  const section = kind === "tag" ? "tags" : "categories";
  const find = (req: TopicRequest): Topic => {
    const topic = /^[1-9]\d{0,14}$/.test(req.params.id) ? topics.find(Number(req.params.id)) : undefined;
    if (topic?.kind !== kind) throw new NotFound("There is no such topic.");
    return topic;
  };
  const done = (req: Pick<Request, "session">, res: Response, message: Message) => {
    req.session.flash = { tone: "done", message };
    res.redirect(303, paths.admin.topics(kind));
  };
  interface Shown {
    typed?: TypedTopic;
    errors?: FieldErrors<TopicField>;
    problem?: Message;
  }
  const show = (res: Response, topic: Topic | null, { typed, errors = {}, problem }: Shown = {}) => {
    const all = topics.list(kind);
    const title = topic?.name ?? words().t(`topics.add.${kind}`);
    const model = {
      ...{ kind, topic, title, errors, problem: problem ?? null },
      typed: typed ?? (topic ? typedTopic(topic) : NOTHING),
      parents: kind === "category" ? parentsFor(all, topic ?? undefined).map(toChoice) : [],
      others: topic ? all.filter(({ id }) => id !== topic.id).map(toChoice) : [],
    };
    render(res, { title, section }, topicForm(model));
  };
  return {
    index(req: Request, res: Response) {
      const query = typeof req.query.q === "string" ? req.query.q.trim().slice(0, 100) : "";
      const page = parsePage(typeof req.query.page === "string" ? req.query.page : undefined);
      const all = topics.listWithCounts(kind, clock());
      const found = query === "" ? all : all.filter(({ name }) => contains(name, query));
      const address = (to: number) =>
        `${paths.admin.topics(kind)}?${new URLSearchParams({ ...(query && { q: query }), page: String(to) })}`;
      const model = {
        ...{ kind, query, total: found.length },
        topics: found.slice((page - 1) * PER_PAGE, page * PER_PAGE),
        pagination: paginate(page, found.length, PER_PAGE, address),
      };
      render(res, { title: words().t(`admin.${section}`), section }, topicIndex(model));
    },
    new: (_req: Request, res: Response) => show(res, null),
    create(req: Request<object, unknown, FormBody>, res: Response) {
      const form = parseTopic(req.body, kind, topics.list(kind));
      if (!form.ok) return show(res.status(422), null, form);
      topics.create({ kind, ...form.value }, clock());
      done(req, res, { key: "topics.saved", values: { name: form.value.name } });
    },
    edit: (req: TopicRequest, res: Response) => show(res, find(req)),
    update(req: TopicRequest, res: Response) {
      const topic = find(req);
      const form = parseTopic(req.body, kind, topics.list(kind), topic);
      if (!form.ok) return show(res.status(422), topic, form);
      topics.update(topic.id, form.value, clock());
      done(req, res, { key: "topics.saved", values: { name: form.value.name } });
    },
    merge(req: TopicRequest, res: Response) {
      const topic = find(req);
      const id = idOf(req.body, "into");
      const into = id === undefined || id === topic.id ? undefined : topics.find(id);
      if (into?.kind !== kind) return show(res.status(422), topic, { problem: "topics.chooseOther" });
      topics.merge(topic.id, into.id, clock());
      done(req, res, { key: "topics.merged", values: { from: topic.name, name: into.name } });
    },
    delete(req: TopicRequest, res: Response) {
      const topic = find(req);
      topics.remove(topic.id, clock());
      done(req, res, { key: "topics.deleted", values: { name: topic.name } });
    },
  };
}

function toChoice({ id, name, depth }: Topic & { depth: number }): TopicChoice {
  return { value: String(id), label: name, depth };
}

function contains(name: string, query: string) {
  return name.toLowerCase().includes(query.toLowerCase());
}
