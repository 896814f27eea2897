/** What became of something that was tried on a real JMeter. */
export type Outcome =
  | { readonly kind: 'worked'; readonly remark: string }
  | { readonly kind: 'refused'; readonly remark: string }
  | { readonly kind: 'failed'; readonly remark: string };

export interface Trial {
  readonly name: string;
  /** May throw: then it failed. */
  run(): Promise<Outcome>;
}

export const worked = (remark = ''): Outcome => ({ kind: 'worked', remark });
export const refused = (remark: string): Outcome => ({ kind: 'refused', remark });
