import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What lies at a path where a file is expected. */
export type FileContent =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'too long'; readonly length: number }
  | { readonly kind: 'no file' }
  | { readonly kind: 'nothing' };

/** Names in a folder; none where there is no folder. */
export async function listFolder(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Reads a file that is no link and not longer than it may be. */
export async function readBounded(path: string, mostBytes: number): Promise<FileContent> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = await file.stat();
    if (!stats.isFile()) return { kind: 'no file' };
    if (stats.size > mostBytes) return { kind: 'too long', length: stats.size };
    return { kind: 'bytes', bytes: await file.readFile() };
  } catch (error) {
    switch (codeOf(error)) {
      case 'ENOENT':
        return { kind: 'nothing' };
      // A link, a socket or a device.
      case 'ELOOP':
      case 'EMLINK':
      case 'ENXIO':
      case 'EISDIR':
        return { kind: 'no file' };
    }
    throw error;
  }
}

/** Puts a whole file at a path where there is none; false when there is one already, which stays as it is. */
export async function createFile(path: string, text: string): Promise<boolean> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${randomUUID()}.draft`);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await linkOrCopy(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** A second name is there at once and whole. Where files can have one only, a copy that does not replace must do. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error))) throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
