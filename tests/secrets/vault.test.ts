import { describe, expect, it } from "vitest";
import { newKeys } from "../../src/secrets/keys.ts";
import { createSigner } from "../../src/secrets/signer.ts";
import { createVault } from "../../src/secrets/vault.ts";

describe("the vault", () => {
  it("gives back what it sealed, and nothing to other keys", () => {
    const vault = createVault(newKeys());
    const sealed = vault.seal("cleo@home.example");
    expect(sealed.includes("cleo")).toBe(false);
    expect(vault.open(sealed)).toBe("cleo@home.example");
    expect(() => createVault(newKeys()).open(sealed)).toThrow();
  });

  it("finds the same address however it is written", () => {
    const vault = createVault(newKeys());
    expect(vault.fingerprint(" Cleo@Home.example")).toEqual(vault.fingerprint("cleo@home.example"));
  });
});

describe("the signer", () => {
  const now = new Date("2026-03-01T12:00:00Z");
  const soon = new Date("2026-03-01T12:10:00Z");

  it("verifies its own tokens for their purpose and time only", () => {
    const signer = createSigner(newKeys());
    const token = signer.sign("held-comment", "12 é", soon);
    expect(signer.verify("held-comment", token, now)).toBe("12 é");
    expect(signer.verify("unlock", token, now)).toBeUndefined();
    expect(signer.verify("held-comment", token, soon)).toBeUndefined();
    expect(signer.verify("held-comment", `${token}x`, now)).toBeUndefined();
    expect(createSigner(newKeys()).verify("held-comment", token, now)).toBeUndefined();
  });
});
