/** A template and the model it is to show. */
export interface View {
  template: string;
  layout: Layout;
  model: object;
}
export type Layout = "site" | "admin" | "bare";

/** Every template declared so far, with its layout: the architecture test holds it against the files. */
export const declaredViews = new Map<string, Layout>();

/** Declares a template once, so that every render of it is checked against `Model`. */
export function view<Model extends object>(template: string, layout: Layout = "site") {
  declaredViews.set(template, layout);
  return (model: Model): View => ({ template, layout, model });
}
