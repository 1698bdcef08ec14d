import type { Connection } from "home-assistant-js-websocket";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { Feed } from "../src/feed";
import { Live } from "../src/live";
import { NOW, quiet } from "./feed";

type Hear = (feed: Feed) => void;

/** A connection that a test breaks and mends; it answers each subscription as told. */
class Line {
  heard: Hear[] = [];
  ended = 0;
  asked: unknown[] = [];
  refuses = false;
  #ready = new Set<() => void>();

  addEventListener(_: string, ready: () => void): void {
    this.#ready.add(ready);
  }

  removeEventListener(_: string, ready: () => void): void {
    this.#ready.delete(ready);
  }

  async subscribeMessage(hear: Hear, message: unknown): Promise<() => Promise<void>> {
    this.asked.push(message);
    if (this.refuses) {
      throw new Error("not loaded");
    }
    this.heard.push(hear);
    return async () => {
      this.ended += 1;
    };
  }

  comeBack(): void {
    this.#ready.forEach((ready) => ready());
  }
}

const settled = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(0);
};

describe("what a card hears", () => {
  let line: Line;
  let live: Live;
  const host = { addController: vi.fn(), requestUpdate: vi.fn() };
  const follow = (device: string): void => live.follow(line as unknown as Connection, device, true);

  beforeEach(() => {
    vi.useFakeTimers({ now: NOW * 1000 });
    line = new Line();
    live = new Live(host as never);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  test("is asked for once, however often the card is drawn", async () => {
    follow("one");
    follow("one");
    await settled();
    const wanted = { type: "home_gym/machine/subscribe", device_id: "one", asks: true };
    expect(line.asked).toEqual([wanted]);
  });

  test("sets the clock by that of Home Assistant", async () => {
    follow("one");
    line.heard[0]?.(quiet({ now: NOW + 90 }));
    expect(live.now()).toBeCloseTo(NOW + 90);
    vi.advanceTimersByTime(1000);
    expect(live.now()).toBeCloseTo(NOW + 91);
  });

  test("is asked for again until Home Gym is loaded", async () => {
    line.refuses = true;
    follow("one");
    await settled();
    expect(line.heard).toHaveLength(0);
    line.refuses = false;
    await vi.advanceTimersByTimeAsync(3000);
    expect(line.heard).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(line.asked).toHaveLength(2);
  });

  test("is old from when a lost connection is back until it is told anew", async () => {
    follow("one");
    await settled();
    line.heard[0]?.(quiet());
    expect(live.fresh).toBe(true);
    line.comeBack();
    await settled();
    expect(live.fresh).toBe(false);
    line.heard[1]?.(quiet({ machine: "again" }));
    expect([live.feed?.machine, live.fresh]).toEqual(["again", true]);
  });

  test("of a machine that the card no longer shows is not shown", async () => {
    follow("one");
    await settled();
    follow("other");
    await settled();
    line.heard[0]?.(quiet({ machine: "one" }));
    expect(live.feed).toBeNull();
    line.heard[1]?.(quiet({ machine: "other" }));
    expect(live.feed?.machine).toBe("other");
    expect(line.ended).toBe(1);
  });

  test("ends with the card, also where the answer comes later", async () => {
    follow("one");
    live.hostDisconnected();
    await settled();
    expect(line.ended).toBe(1);
    line.comeBack();
    expect(line.asked).toHaveLength(1);
  });
});
