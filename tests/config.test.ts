import { describe, expect, it } from "vitest";
import { BadConfig, parseConfig } from "../src/config.ts";

describe("the environment", () => {
  it("may be empty, and an empty value is none", () => {
    expect(parseConfig({ HOST: "", BASE_URL: "" })).toMatchObject({
      ...{
        port: 3000,
        host: "127.0.0.1",
        baseUrl: undefined,
        dataDir: "./data",
        trustProxy: [],
        workers: 1,
        logLevel: "info",
      },
    });
  });

  it("says where the site is and who stands before it", () => {
    const given = {
      PORT: "0",
      BASE_URL: "https://News.example/",
      TRUST_PROXY: "127.0.0.1, 10.0.0.0/8, loopback, ::1/128",
    };
    expect(parseConfig(given)).toMatchObject({
      ...{
        port: 0,
        baseUrl: "https://News.example",
        trustProxy: ["127.0.0.1", "10.0.0.0/8", "loopback", "::1/128"],
      },
    });
  });

  it.each([
    ["PORT", "http", "1.5", "-1", "65536", "0x10", "1e3"],
    [
      "BASE_URL",
      "news.example",
      "ftp://news.example",
      "https://a.b/blog",
      "https://a.b/?x",
      "https://me@a.b",
      "https://a.b/#x",
    ],
    ["TRUST_PROXY", "proxy", "10.0.0.0/33", "10.0.0", "::1/129", "10.0.0.0/8/8", "10.0.0.0/"],
    ["WORKERS", "0", "65", "two", "1.5", "-2", "100000"],
    ["LOG_LEVEL", "loud"],
  ])("refuses a bad %s", (name, ...values) => {
    for (const value of values) expect(() => parseConfig({ [name]: value }), value).toThrow(BadConfig);
  });

  it("is complained about at once, in one line", () => {
    const bad = () => parseConfig({ PORT: "x", BASE_URL: "y", TRUST_PROXY: "z", LOG_LEVEL: "w" });
    expect(bad).toThrow(
      /^PORT must be a whole number from 0 to 65535; BASE_URL must .*; TRUST_PROXY must .*; LOG_LEVEL .*$/,
    );
  });
});
