/** The verdict and the one fact that matters: `claim` stands out, `rest` follows it as sentences. */
export interface Headline {
  readonly claim: string;
  readonly rest: readonly string[];
}
