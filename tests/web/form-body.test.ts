import { describe, expect, it } from "vitest";
import { parseForm } from "../../src/web/form-body.ts";
import { newsroom } from "../support/newsroom.ts";

const parse = (text: string) => ({ ...parseForm(Buffer.from(text), 10) });

describe("a form that was sent", () => {
  it("is read as browsers write it", () => {
    expect(parse("title=A+quiet+%22day%22&body=Z%C3%BCrich+%F0%9F%9A%A2%0D%0A1%2B1&empty=&bare")).toEqual({
      title: 'A quiet "day"',
      body: "Zürich 🚢\r\n1+1",
      empty: "",
      bare: "",
    });
    expect(parse("")).toEqual({});
    expect(parse("&&a=1&&b=2&")).toEqual({ a: "1", b: "2" });
    expect(parse("a=1=2&=3")).toEqual({ a: "1=2", "": "3" });
  });

  it("has every value of a name that comes more than once", () => {
    expect(parse("tag=a&title=x&tag=b&tag=c")).toEqual({ tag: ["a", "b", "c"], title: "x" });
  });

  it("keeps what is no escape, and puts the sign for unreadable in place of what is no text", () => {
    expect(parse("a=100%&b=%zz%4&c=%ff%C3&d=%c3%bc")).toEqual({
      a: "100%",
      b: "%zz%4",
      c: "\ufffd\ufffd",
      d: "ü",
    });
  });

  it("cannot name what every object has", () => {
    const fields = parseForm(Buffer.from("__proto__=x&constructor=y"), 10);
    expect(Object.keys(fields)).toEqual(["__proto__", "constructor"]);
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  it("with more fields than any form has is refused", async () => {
    const { reader, post } = newsroom();
    const form: Record<string, string> = { comment: "Good.", name: "Rita", email: "rita@example.org" };
    const { id } = post();
    for (let index = 0; index < 98; index += 1) form[`field${index}`] = "x";
    await reader.post(`/comments/${id}`, form).expect(413);
    delete form.field0;
    await reader.post(`/comments/${id}`, form).expect(303);
  });
});
