/** Words inside generated HTML, by key ("html.…"), in the language of the site. */
export type Words = (key: string, values?: Record<string, string | number>) => string;
