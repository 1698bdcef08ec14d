/** What is said to a machine with a tap, and what the card remembers of it. */

import type { ReactiveControllerHost } from "lit";

import { Drilling } from "./drilling";
import { DOMAIN, entityOf, type HomeAssistant } from "./home-assistant";
import type { Considered } from "./model/actions";
import type { StopTap } from "./model/stop";
import type { ActionDeeds } from "./parts/actions";
import type { ReleaseDeeds, ReleaseState } from "./parts/lock";
import type { PainDeeds, PainState } from "./parts/pain";
import type { QuestionDeeds } from "./parts/question";
import type { Words } from "./words";

/** What was reported is shown for as long as it can be taken back. */
const SHOWN_S = 30;

type Report = { level: number } | { symptom: string };

interface Reported {
  what: Report;
  at: number;
  state: "sending" | "arrived" | "failed";
}

export class Deeds implements ActionDeeds, PainDeeds, ReleaseDeeds, QuestionDeeds {
  tap: StopTap | null = null;
  hurting: Pick<PainState, "open" | "place"> = { open: false, place: null };
  releasing: ReleaseState = { of: null, advice: false };
  considering: Considered | null = null;
  readonly drilling: Drilling;

  readonly #host: ReactiveControllerHost;
  readonly #now: () => number;
  #hass: HomeAssistant | null = null;
  #device = "";
  #reported: Reported | null = null;

  constructor(host: ReactiveControllerHost, now: () => number) {
    this.#host = host;
    this.#now = now;
    this.drilling = new Drilling(host, () => this.#say("fire_drill"));
  }

  /** Mean a machine from now on; what was said to another one is no news of it. */
  aim(hass: HomeAssistant, device: string): void {
    this.#hass = hass;
    if (device !== this.#device) {
      this.#device = device;
      this.tap = this.#reported = this.considering = null;
      this.hurting = { open: false, place: null };
      this.releasing = { of: null, advice: false };
      this.drilling.leave();
    }
  }

  /** Whether the last report did not get through, while that is said. */
  get failed(): boolean {
    return this.#reported?.state === "failed" && this.#now() - this.#reported.at <= SHOWN_S;
  }

  /** Return what to say of the last report; one that failed is not passed over soon. */
  said(words: Words, shown_s = SHOWN_S): string | null {
    const reported = this.#reported;
    if (reported === null) {
      return null;
    }
    const { what, state } = reported;
    if (this.#now() - reported.at > (state === "failed" ? SHOWN_S : shown_s)) {
      return null;
    }
    if (state !== "arrived") {
      return words.text(`pain.${state}`);
    }
    return "level" in what
      ? words.text("pain.reported", what)
      : words.text("pain.reported_flag", { symptom: words.text(`symptom.${what.symptom}`) });
  }

  /** A stop is sent with every tap: no tap is ever held back by another. */
  readonly stop = (): void => {
    const tap: StopTap = { at: this.#now(), state: "sending" };
    const settle = (state: StopTap["state"]): void => {
      if (this.tap === tap) {
        this.tap = { ...tap, state };
        this.#host.requestUpdate();
      }
    };
    this.tap = tap;
    this.#host.requestUpdate();
    this.#say("stop").then(
      () => settle("sent"),
      () => settle("failed"),
    );
  };

  readonly report = (level: number): void => this.#report({ level });

  readonly flag = (symptom: string): void => this.#report({ symptom });

  /** What hurt before: whether it was too much to walk at all is not for the card to say. */
  readonly baseline = (level: number): void => this.#tell("report_baseline", { level });

  /** How the day after feels belongs to a person, not to a machine. */
  readonly checkIn = (person: string, answer: string): void => {
    this.#hass?.callService(DOMAIN, "check_in", { person, answer }).catch(() => undefined);
  };

  readonly choose = (place: string): void => {
    this.#remember({ place: this.hurting.place === place ? null : place });
  };

  readonly toggle = (): void => this.#remember({ open: !this.hurting.open });

  readonly takeBack = (): void => {
    this.#reported = null;
    this.act("take_back_pain");
  };

  readonly ask = (of: string | null): void => {
    this.releasing = { of, advice: false };
    this.#host.requestUpdate();
  };

  readonly advise = (advice: boolean): void => {
    this.releasing = { ...this.releasing, advice };
    this.#host.requestUpdate();
  };

  readonly release = (): void => {
    const medical_advice_taken = this.releasing.advice;
    this.ask(null);
    this.act("release", { medical_advice_taken });
  };

  /** Ask once more about what lets somebody off, or leave it. */
  readonly consider = (action: string | null): void => {
    this.considering = action === null ? null : { action, at: this.#now() };
    this.#host.requestUpdate();
  };

  readonly walk = (option: string): void => this.#use("select", "walker", "select_option", { option });

  readonly acknowledge = (): void => this.#use("button", "acknowledge_alarm", "press");

  /** Say something to the machine; Home Assistant itself tells why it was refused. */
  readonly act = (action: string, data: object = {}): void => {
    this.#say(action, data).catch(() => undefined);
  };

  #report(what: Report): void {
    const { place } = this.hurting;
    this.#remember({ open: false, place: null });
    this.#tell("report_pain", what, place === null ? {} : { place });
  }

  /** Say what hurts, and remember whether it got through. */
  #tell(action: string, what: Report, more: object = {}): void {
    const reported: Reported = { what, at: this.#now(), state: "sending" };
    const settle = (state: Reported["state"]): void => {
      if (this.#reported === reported) {
        this.#reported = { ...reported, state };
        this.#host.requestUpdate();
      }
    };
    this.#reported = reported;
    this.#host.requestUpdate();
    this.#say(action, { ...what, ...more }).then(
      () => settle("arrived"),
      () => settle("failed"),
    );
  }

  #remember(change: Partial<Deeds["hurting"]>): void {
    this.hurting = { ...this.hurting, ...change };
    this.#host.requestUpdate();
  }

  #use(domain: string, key: string, service: string, data: object = {}): void {
    const hass = this.#hass;
    const entity_id = hass === null ? undefined : entityOf(hass, this.#device, domain, key);
    if (hass !== null && entity_id !== undefined) {
      hass.callService(domain, service, { entity_id, ...data }).catch(() => undefined);
    }
  }

  async #say(action: string, data: object = {}): Promise<void> {
    if (this.#hass === null || !this.#hass.connected) {
      // That there is no connection is said by what is shown.
      throw new Error();
    }
    await this.#hass.callService(DOMAIN, action, { device_id: this.#device, ...data });
  }
}
