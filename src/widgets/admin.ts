import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import type { MessageKey } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import { idOf, lineOf, typedIn, type FieldErrors, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { areaOf, MAX_WIDGETS, parseAddForm, parseWidgetForm } from "./form.ts";
import type { WidgetRepository } from "./repository.ts";
import type { ShownWidget } from "./shown.ts";
import { widgetEdit, widgetIndex, type WidgetRow } from "./views.ts";
import { areas, understand, type AnyWidget, type Area, type Placement } from "./widget.ts";

interface Parts {
  widgets: WidgetRepository;
  kinds: ReadonlyMap<string, AnyWidget>;
  widgetsNow: (now: Date) => ReadonlyMap<Area, readonly ShownWidget[]>;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

type WidgetRequest = Request<{ id: string }, unknown, FormBody>;

/** Which widgets stand where. Everything is a plain form: nothing needs to be dragged (WCAG 2.2, 2.5.7). */
export function adminWidgets({ widgets, kinds, widgetsNow, paths, words, render, clock }: Parts) {
  const find = (req: WidgetRequest): Placement => {
    const placement = widgets.find(idOf(req.params, "id") ?? 0);
    if (!placement) throw new NotFound("There is no such widget.");
    return placement;
  };
  const nameOf = (placement: Placement): string => {
    const found = understand(placement, kinds);
    const kind = kinds.get(placement.kind);
    return (found?.settings.title ?? "") || (kind ? words().t(kind.name) : placement.kind);
  };
  const toRow = (
    placement: Placement,
    index: number,
    siblings: Placement[],
    shown: Set<string>,
  ): WidgetRow => {
    const kind = kinds.get(placement.kind);
    const found = understand(placement, kinds);
    const standing = shown.has(`widget-${placement.id}`) ? "shown" : "silent";
    return {
      id: placement.id,
      kind: kind ? words().t(kind.name) : placement.kind,
      title: found?.settings.title ?? "",
      name: nameOf(placement),
      state: found ? standing : kind ? "broken" : "unknown",
      isFirst: index === 0,
      isLast: index === siblings.length - 1,
    };
  };
  const areaOptions = () => areas.map((area) => ({ value: area, label: words().t(AREA_NAMES[area]) }));
  const isFull = (area: Area) => widgets.count(area) >= MAX_WIDGETS;
  const listPage = (res: Response, typed: Record<string, string> = {}, errors: FieldErrors = {}) => {
    const { t } = words();
    const all = widgets.list();
    const sections = areas.map((area) => {
      const shown = new Set(
        widgetsNow(clock())
          .get(area)
          ?.map(({ model }) => model.id),
      );
      const siblings = all.filter((placement) => placement.area === area);
      return {
        name: t(AREA_NAMES[area]),
        rows: siblings.map((placement, index) => toRow(placement, index, siblings, shown)),
      };
    });
    const options = [...kinds.values()].map(({ kind, name }) => ({ value: kind, label: t(name) }));
    render(
      res,
      { title: t("widgets.title"), section: "widgets" },
      widgetIndex({ areas: sections, kinds: options, areaOptions: areaOptions(), typed, errors }),
    );
  };
  const editPage = (res: Response, placement: Placement, widget: AnyWidget, form: EditForm) => {
    const { t } = words();
    const name = t(widget.name);
    render(
      res,
      { title: name, section: "widgets" },
      widgetEdit({
        ...{ id: placement.id, kind: widget.kind, name, about: widget.about, areaOptions: areaOptions() },
        ...{ heading: widget.heading && t(widget.heading), choices: widget.choices?.() ?? {} },
        ...form,
      }),
    );
  };
  const kindOf = (placement: Placement): AnyWidget => {
    const widget = kinds.get(placement.kind);
    if (!widget) throw new NotFound("Nobody knows this kind of widget.");
    return widget;
  };
  return {
    /** "Appearance" begins with the widgets. */
    enter(_req: Request, res: Response) {
      res.redirect(303, paths.admin.widgets());
    },
    index(_req: Request, res: Response) {
      listPage(res);
    },
    create(req: Request<object, unknown, FormBody>, res: Response) {
      const form = parseAddForm(req.body, kinds, isFull);
      if (!form.ok) return listPage(res.status(422), typedIn(req.body), form.errors);
      const { widget, area } = form.value;
      const id = widgets.add(area, widget.kind, widget.defaults);
      req.session.flash = {
        message: { key: "widgets.added", values: { area: words().t(AREA_NAMES[area]) } },
        tone: "done",
      };
      res.redirect(303, paths.admin.widget(id));
    },
    edit(req: WidgetRequest, res: Response) {
      const placement = find(req);
      const widget = kindOf(placement);
      const values = understand(placement, kinds)?.settings ?? widget.defaults;
      editPage(res, placement, widget, { area: placement.area, values, errors: {} });
    },
    update(req: WidgetRequest, res: Response) {
      const placement = find(req);
      const widget = kindOf(placement);
      const form = parseWidgetForm(req.body, widget, (area) => area !== placement.area && isFull(area));
      if (!form.ok) {
        const area = areaOf(req.body) ?? placement.area;
        res.status(422);
        return editPage(res, placement, widget, { area, values: typedIn(req.body), errors: form.errors });
      }
      widgets.update(placement.id, form.value.area, form.value.settings);
      const name = form.value.settings.title || words().t(widget.name);
      req.session.flash = { message: { key: "widgets.saved", values: { name } }, tone: "done" };
      res.redirect(303, `${paths.admin.widgets()}#widget-${placement.id}`);
    },
    /** One place up or down in its area. */
    move(req: WidgetRequest, res: Response) {
      const placement = find(req);
      widgets.move(placement.id, lineOf(req.body, "direction") === "up" ? -1 : 1);
      const siblings = widgets.list().filter(({ area }) => area === placement.area);
      const position = siblings.findIndex(({ id }) => id === placement.id) + 1;
      const values = { name: nameOf(placement), position, count: siblings.length };
      req.session.flash = { message: { key: "widgets.moved", values }, tone: "done" };
      res.redirect(303, `${paths.admin.widgets()}#widget-${placement.id}`);
    },
    delete(req: WidgetRequest, res: Response) {
      const placement = find(req);
      widgets.remove(placement.id, clock());
      req.session.flash = {
        message: { key: "widgets.removed", values: { name: nameOf(placement) } },
        tone: "done",
        undo: { action: paths.admin.restoreWidget(placement.id), fields: {} },
      };
      res.redirect(303, paths.admin.widgets());
    },
    /** Brings back what was removed, where it stood. */
    restore(req: WidgetRequest, res: Response) {
      if (!widgets.restore(idOf(req.params, "id") ?? 0)) throw new NotFound("There is no such widget.");
      const placement = find(req);
      req.session.flash = {
        message: { key: "widgets.restored", values: { name: nameOf(placement) } },
        tone: "done",
      };
      res.redirect(303, `${paths.admin.widgets()}#widget-${placement.id}`);
    },
  };
}

interface EditForm {
  area: Area;
  values: object;
  errors: FieldErrors;
}

const AREA_NAMES = {
  sidebar: "widgets.areas.sidebar",
  "below-post": "widgets.areas.belowPost",
  footer: "widgets.areas.footer",
} as const satisfies Record<Area, MessageKey>;
