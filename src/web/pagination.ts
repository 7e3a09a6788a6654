import { NotFound } from "../errors.ts";

export interface Pagination {
  page: number;
  pages: number;
  /** Addresses of the neighbouring pages: newer is towards page 1. */
  newer: string | null;
  older: string | null;
}

/** The number in `/page/2`: a whole number from 1. Throws NotFound for anything else. */
export function parsePage(text: string | undefined): number {
  if (text === undefined) return 1;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new NotFound("There is no such page.");
  return Number(text);
}

/** The page to show where the wanted one may just have become empty: it, or else the last that has something. */
export function nearestPage(wanted: number, total: number, perPage: number): number {
  return Math.min(wanted, Math.max(1, Math.ceil(total / perPage)));
}

/** Throws NotFound beyond the last page; an empty list has one page. */
export function paginate(
  page: number,
  total: number,
  perPage: number,
  address: (page: number) => string,
): Pagination {
  const pages = Math.max(1, Math.ceil(total / perPage));
  if (page > pages) throw new NotFound("There is no such page.");
  return {
    page,
    pages,
    newer: page > 1 ? address(page - 1) : null,
    older: page < pages ? address(page + 1) : null,
  };
}
