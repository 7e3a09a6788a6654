import type { FieldErrors } from "../web/form.ts";
import { view } from "../web/view.ts";
import type { SetupField } from "./form.ts";

export const setupForm = view<{
  token: string;
  values: Record<Exclude<SetupField, "password">, string>;
  errors: FieldErrors<SetupField>;
}>("setup/new", "bare");
