// Asks the site, and says in one word what became of it.

/** { is: "saved" | "refused" | "aside" | "thrown" | "loggedOut" | "gone" | "offline" | "failed", …what the site said }. */
export async function send(address, fields) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { Accept: "application/json" },
      redirect: "error",
    });
  } catch {
    return { is: "offline" };
  }
  if (answer.status === 403 || answer.status === 404) return { is: "gone" };
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return { is: "failed" };
  return answer.json().catch(() => ({ is: "failed" }));
}
