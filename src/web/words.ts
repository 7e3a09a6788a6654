import { createDates } from "../messages/dates.ts";
import { createTranslate, directionOf, type Translate } from "../messages/translator.ts";

export type Words = ReturnType<typeof createWords>;
/** The words of the site as they are set now. */
export type CurrentWords = () => Words;

/** Language and time zone of the site: how everything that a person reads is said. */
export function createWords(
  language: string,
  timeZone: string,
  replaced?: (message: string, key: string) => string,
) {
  const t: Translate = createTranslate(language, replaced);
  const dates = createDates(language, timeZone);
  const numbers = new Intl.NumberFormat(language);
  return {
    language,
    timeZone,
    direction: directionOf(language),
    t,
    date: dates.format,
    isoDate: dates.iso,
    number: (value: number) => numbers.format(value),
  };
}

/** Words made once for each pair of settings. */
export function currentWords(
  general: () => { language: string; timeZone: string },
  replaced?: (message: string, key: string) => string,
): CurrentWords {
  let known: Words | undefined;
  return () => {
    const { language, timeZone } = general();
    if (known?.language !== language || known.timeZone !== timeZone)
      known = createWords(language, timeZone, replaced);
    return known;
  };
}
