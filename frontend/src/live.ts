/** Hear of a machine from Home Assistant, for as long as the card is looked at. */

import type { Connection } from "home-assistant-js-websocket";
import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { Feed } from "./feed";
import { DOMAIN } from "./home-assistant";

type End = () => Promise<void> | void;

const AGAIN_MS = 3000;

export class Live implements ReactiveController {
  feed: Feed | null = null;
  /** Whether what was heard is of now: a connection that is back tells nothing yet. */
  fresh = false;

  readonly #host: ReactiveControllerHost;
  #connection: Connection | null = null;
  #device: string | null = null;
  #asks = false;
  #end: End | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** A later subscription makes every answer to an earlier one void. */
  #round = 0;
  #behind_s = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Return the present time by the clock of Home Assistant, in Unix seconds. */
  now(): number {
    return Date.now() / 1000 + this.#behind_s;
  }

  /** Hear of a machine; `asks` is whether what it asks is shown, to be answered here. */
  follow(connection: Connection, device: string, asks: boolean): void {
    if (connection === this.#connection && device === this.#device) {
      return;
    }
    this.hostDisconnected();
    this.#connection = connection;
    this.#device = device;
    this.#asks = asks;
    this.hostConnected();
  }

  hostConnected(): void {
    this.#connection?.addEventListener("ready", this.#subscribe);
    this.#subscribe();
  }

  hostDisconnected(): void {
    this.#connection?.removeEventListener("ready", this.#subscribe);
    this.#stop();
    this.feed = null;
  }

  #stop(): void {
    this.#round += 1;
    clearTimeout(this.#retry);
    // What the server no longer knows need not be ended.
    void Promise.resolve(this.#end?.()).catch(() => undefined);
    this.#end = null;
  }

  /** Home Assistant's own way to subscribe anew gives up while Home Gym still loads. */
  readonly #subscribe = (): void => {
    this.#stop();
    this.fresh = false;
    this.#host.requestUpdate();
    const [round, connection, device_id] = [this.#round, this.#connection, this.#device];
    const asks = this.#asks;
    if (connection === null || device_id === null) {
      return;
    }
    const hear = (feed: Feed): void => this.#hear(round, feed);
    connection
      .subscribeMessage(
        hear,
        { type: `${DOMAIN}/machine/subscribe`, device_id, asks },
        { resubscribe: false },
      )
      .then((end) => this.#settle(round, end))
      .catch(() => this.#tryAgain(round));
  };

  #hear(round: number, feed: Feed): void {
    if (round === this.#round) {
      this.feed = feed;
      this.fresh = true;
      this.#behind_s = feed.now - Date.now() / 1000;
      this.#host.requestUpdate();
    }
  }

  #settle(round: number, end: End): void {
    if (round === this.#round) {
      this.#end = end;
    } else {
      void end();
    }
  }

  #tryAgain(round: number): void {
    if (round === this.#round) {
      this.#retry = setTimeout(this.#subscribe, AGAIN_MS);
    }
  }
}
