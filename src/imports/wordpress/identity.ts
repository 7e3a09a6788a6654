/**
 * Names by which things are known when the export comes again, from a guid (or what stands in for one) and the number
 * there. The second of two things that share a guid, as some plugins copy them, is called by guid and number; what has
 * no number, as other programs write it, by its place among those of one guid. The same number is the same thing.
 */
export function identities(): (guid: string, id: number) => string {
  const firsts = new Map<string, number>();
  const copies = new Map<string, number>();
  return (guid, id) => {
    const first = firsts.get(guid);
    if (first === undefined) firsts.set(guid, id);
    if (first === undefined || (first === id && id > 0)) return guid;
    if (id > 0) return `${guid} #${id}`;
    const place = (copies.get(guid) ?? 1) + 1;
    copies.set(guid, place);
    return `${guid} (${place})`;
  };
}
