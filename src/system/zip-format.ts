/** Signatures and sizes of the parts of a zip file (PKWARE APPNOTE 6.3, 4.3); numbers are little-endian. */
export const LOCAL = { signature: 0x04034b50, bytes: 30 };
export const CENTRAL = { signature: 0x02014b50, bytes: 46 };
export const END = { signature: 0x06054b50, bytes: 22 };

/** The comment at the end of a zip file at most, bytes. */
export const MOST_COMMENT = 0xffff;

export const STORED = 0;
export const DEFLATED = 8;
