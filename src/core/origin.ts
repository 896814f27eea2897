/** Scheme, host and port of a URL, WebSocket's schemes as http's; null for what is none. */
export function originOf(url: string): string | null {
  const [found] = ORIGIN.exec(url) ?? [];
  return found === undefined
    ? null
    : found
        .replace(/^ws/i, 'http')
        .replace(/\/\/[^@]*@/, '//')
        .toLowerCase();
}

/** Scheme, host and port at the head of a URL. */
export const ORIGIN = /^(?:http|ws)s?:\/\/[^/?#]*/i;

/** Host and port that an origin stands for, loopback under one name: what tells two services apart. */
export function addressOf(origin: string): string {
  const [, secure, host = '', port] = /^http(s?):\/\/(.*?)(?::(\d+))?$/i.exec(origin) ?? [];
  const name = host.toLowerCase();
  return `${isLoopback(name) ? LOOPBACK : name}:${port ?? (secure === '' ? 80 : 443)}`;
}

export const LOOPBACK = '127.0.0.1';
export const isLoopback = (host: string): boolean => [LOOPBACK, 'localhost', '[::1]'].includes(host);
