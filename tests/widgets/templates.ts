import { newsroom } from "../support/newsroom.ts";
import { compileViews } from "../../src/app.ts";

const { parts } = newsroom();
const { words, paths } = parts;
const compiled = compileViews();

/** Renders the template of a kind by itself, as readers in English see it. */
export const templates = {
  widget(kind: string, model: object): string {
    const { t, date, isoDate, number } = words();
    const helpers = { t, date, isoDate, number, paths, asset: String, site: {}, say: String };
    return compiled.render(`widgets/${kind}`, { id: "widget-1", heading: "Heading", ...model }, helpers);
  },
};
