import { SaxesParser } from "saxes";

/** An element as a test reads it. */
export interface Read {
  name: string;
  attributes: Record<string, string>;
  children: Read[];
  /** Its own text and that of its children. */
  text: string;
}

/** Reads a document with namespaces checked. Throws where it is not well-formed. */
export function readXml(xml: string): Read {
  const parser = new SaxesParser({ xmlns: true });
  const top: Read = { name: "", attributes: {}, children: [], text: "" };
  const open = [top];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value]);
    const read: Read = {
      name,
      attributes: Object.fromEntries(values) as Read["attributes"],
      children: [],
      text: "",
    };
    open.at(-1)!.children.push(read);
    open.push(read);
  });
  const append = (text: string) => open.forEach((read) => void (read.text += text));
  parser.on("text", append);
  parser.on("cdata", append);
  parser.on("closetag", () => void open.pop());
  parser.write(xml).close();
  return top.children[0]!;
}

export const all = (read: Read, name: string): Read[] => read.children.filter((child) => child.name === name);

/** The one child of this name. Throws where there is none or more than one. */
export function only(read: Read, name: string): Read {
  const found = all(read, name);
  if (found.length !== 1) throw new Error(`<${read.name}> has ${found.length} <${name}>`);
  return found[0]!;
}
export const textOf = (read: Read, name: string): string => only(read, name).text;
