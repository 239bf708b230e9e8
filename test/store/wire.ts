/** The way to a server of PostgreSQL, which a test can cut, close, make deaf, or make lose an answer. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Wire {
  /** The address of the database by way of this wire. */
  url: string;
  /** Connections that were tried. */
  readonly tried: number;
  /** Ends all connections, as a server that is killed does. */
  cut(): void;
  /** Ends all connections and each new one, until `open`. */
  close(): void;
  /** Passes nothing on any more and ends nothing, as a network that is gone does, until `open`. New connections stay unanswered. */
  deafen(): void;
  open(): void;
  /** Passes on the next statement that has the text in it, and ends its connection in place of the answer. */
  loseAnswerTo(text: string): void;
}

type State = 'open' | 'closed' | 'deaf';

/** A wire to the database of an address, up until the test ends. */
export async function wireTo(url: string): Promise<Wire> {
  const target = new URL(url);
  const pairs = new Set<[Socket, Socket]>();
  let state: State = 'open';
  let tried = 0;
  let losing: string | undefined;
  const server = createServer((client) => {
    tried++;
    client.on('error', () => {});
    if (state === 'closed') return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    let loses = false;
    upstream.on('error', () => {}).on('close', end);
    client.on('close', end);
    client.on('data', (bytes) => {
      if (losing !== undefined && bytes.includes(losing)) {
        losing = undefined;
        loses = true;
      }
      if (state !== 'deaf') upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (loses) end();
      else if (state !== 'deaf') client.write(bytes);
    });
  });
  const cut = (): void => {
    for (const [client] of pairs) client.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    cut();
    server.close();
  });
  const set = (next: State) => () => {
    state = next;
    if (next === 'closed') cut();
  };
  return {
    url: Object.assign(new URL(url), { port: String((server.address() as AddressInfo).port) }).href,
    get tried() {
      return tried;
    },
    cut,
    close: set('closed'),
    deafen: set('deaf'),
    open: set('open'),
    loseAnswerTo(text) {
      losing = text;
    },
  };
}
