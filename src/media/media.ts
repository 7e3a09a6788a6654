/** An uploaded file as the library keeps it. */
export interface Media {
  id: number;
  /** Below /media/: '2026/11/3f9c….jpg'. */
  path: string;
  originalName: string;
  mime: string;
  width: number | null;
  height: number | null;
  bytes: number;
  alt: string;
  caption: string;
  credit: string;
  uploadedBy: number | null;
  createdAt: Date;
}

export interface Variant {
  mime: string;
  width: number;
  height: number;
  path: string;
  bytes: number;
}

/** What may be said about a file; texts are plain. */
export interface Description {
  alt: string;
  caption: string;
  credit: string;
}

/** Why a file was not taken. */
export type Refusal =
  | "media.unsupported"
  | "media.damaged"
  | "media.crashed"
  | "media.tooLarge"
  | "media.tooHeavy"
  | "media.tooMany"
  | "media.empty";

export class RefusedFile extends Error {
  readonly reason: Refusal;
  constructor(reason: Refusal) {
    super(reason);
    this.reason = reason;
  }
}

export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;
