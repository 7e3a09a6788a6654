/** A category or tag with how many listed posts stand under it, those of its children included. */
export interface CountedTopic {
  id: number;
  parentId: number | null;
  name: string;
  path: string;
  count: number;
}
