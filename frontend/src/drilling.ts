/** The fire drill from the card: asked about once more, then it takes up to a minute. */

import type { ReactiveControllerHost } from "lit";

export type DrillStep = "offered" | "asking" | "running" | "failed";

export class Drilling {
  step: DrillStep = "offered";
  /** Why the last one did not pass, as Home Assistant tells it. */
  why = "";

  readonly #host: ReactiveControllerHost;
  readonly #drill: () => Promise<unknown>;
  /** A drill on another machine, or an earlier one, is no news any more. */
  #round = 0;

  constructor(host: ReactiveControllerHost, drill: () => Promise<unknown>) {
    this.#host = host;
    this.#drill = drill;
  }

  readonly ask = (): void => this.#go("asking");

  readonly leave = (): void => this.#go("offered");

  readonly start = (): void => {
    this.#go("running");
    const round = this.#round;
    const settle = (step: DrillStep, why: string): void => {
      if (round === this.#round) {
        this.why = why;
        this.#go(step);
      }
    };
    this.#drill().then(
      () => settle("offered", ""),
      (error: unknown) => settle("failed", messageOf(error)),
    );
  };

  #go(step: DrillStep): void {
    this.#round += 1;
    this.step = step;
    this.#host.requestUpdate();
  }
}

function messageOf(error: unknown): string {
  const told = (error ?? {}) as { message?: unknown };
  return typeof told.message === "string" ? told.message : "";
}
