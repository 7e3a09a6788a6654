import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

/** The fields of the form whose button says this, as a browser would send them. */
function fieldsOf(page: string, label: string): Record<string, string> {
  const form = page.split("<form ").find((part) => part.includes(`>${label}</button>`))!;
  const decode = (text: string) =>
    text
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&");
  const fields = [...form.matchAll(/<textarea name="(\w+)" hidden>\n([^<]*)<\/textarea>/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name!, decode(value!)] as const));
}

const HTML = '<h2>Tides</h2>\n<p>They <b>rise</b>.</p>\n<p class="has-text-align-center">And fall.</p>';

describe("turning HTML into Markdown", () => {
  it("shows first what would change, saves nothing, and goes on in the form", async () => {
    const { author, post, parts } = newsroom();
    const { id } = post({ bodySource: HTML, bodyFormat: "html", status: "draft", publishedAt: null });
    const stored = () => parts.desk.findSource(id)!;
    await author.get(`/admin/posts/${id}`).expect(200, /Turn into Markdown/);
    const typed = { title: "Tides", body: HTML, bodyFormat: "html", version: String(stored().revision) };
    const page = await author.post(`/admin/posts/${id}`, { ...typed, do: "convert" }).expect(200);
    expect(page.text).toContain("Readers are shown exactly the same as before.");
    expect(page.text).toContain("One block has no Markdown and stays HTML.");
    expect(stored().bodySource).toBe(HTML);
    const fields = fieldsOf(page.text, "Go on in Markdown");
    const markdown = '## Tides\n\nThey **rise**.\n\n<p class="has-text-align-center">And fall.</p>\n';
    expect(fields).toEqual({ ...typed, body: markdown, bodyFormat: "markdown" });
    const form = await author.post(`/admin/posts/${id}`, { ...fields, do: "edit" }).expect(200);
    expect(form.text).toContain("## Tides\n\nThey **rise**.");
    await author.post(`/admin/posts/${id}`, { ...fields, do: "draft" }).expect(303);
    expect(stored()).toMatchObject({ bodySource: markdown, bodyFormat: "markdown" });
  });

  it("marks what readers would see differently, and leaves the HTML when told to", async () => {
    const { author } = newsroom();
    const typed = {
      title: "Tides",
      body: "<span>One</span> <video src='/media/a.mp4'></video>\n\n<p>two",
      bodyFormat: "html",
    };
    const page = await author.post("/admin/posts", { ...typed, do: "convert" }).expect(200);
    expect(page.text).toMatch(/exactly the same as before|something else in the places below/);
    expect(fieldsOf(page.text, "Leave it HTML")).toEqual(typed);
  });
});

describe("a body whose lines end as on Windows", () => {
  it("is kept byte for byte where nothing else was changed", async () => {
    const { author, post, parts } = newsroom();
    const bodySource = "One\r\n\r\n* two\r\n";
    const { id } = post({ bodySource, status: "draft", publishedAt: null });
    const form = { title: "Lines", body: bodySource, bodyFormat: "markdown", do: "draft" };
    await author.post(`/admin/posts/${id}`, form).expect(303);
    expect(parts.desk.findSource(id)).toMatchObject({ title: "Lines", bodySource });
    await author.post(`/admin/posts/${id}`, { ...form, body: `${bodySource}three` }).expect(303);
    expect(parts.desk.findSource(id)!.bodySource).toBe("One\n\n* two\nthree");
  });
});
