import type { Event } from './event.ts';

/**
 * The commit or branch that head is compared with unless the user names one; null when the event knows none.
 * `firstParent` answers for a merge commit: GitHub makes it from the base branch as it was at that moment, while
 * `base.sha` may be older, and the merges between the two are not the pull request's doing.
 */
export async function defaultBase(
  event: Event,
  firstParent: (mergeSha: string) => Promise<string | null>,
): Promise<string | null> {
  switch (event.kind) {
    case 'pull request':
      return (event.mergeSha === null ? null : await firstParent(event.mergeSha)) ?? event.baseSha;
    case 'merge group':
      return event.baseSha;
    case 'push':
      return event.isDefault ? event.before : event.defaultBranch;
    case 'schedule':
    case 'workflow dispatch':
      return event.isDefault ? null : event.defaultBranch;
    case 'workflow run':
    case 'other':
      return null;
  }
}
