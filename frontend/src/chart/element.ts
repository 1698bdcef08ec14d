/** The chart of a walk: it is drawn anew only when its course has gone on. */

import type { Connection } from "home-assistant-js-websocket";
import { LitElement, html, nothing, type TemplateResult } from "lit";

import type { CourseMark, Feed } from "../feed";
import { DOMAIN } from "../home-assistant";
import { charts } from "../styles/charts";
import { colours } from "../styles/colours";
import type { Words } from "../words";
import { courseOf, goneOn, isMissing, type Course, type Told } from "./course";
import { chartPart } from "./part";
import { plot } from "./plot";
import { chart } from "./styles";

export interface Heard {
  connection: Connection;
  device_id: string;
  feed: Feed;
}

/** Nobody asks again sooner than that. */
const AGAIN_S = 5;

export class WalkChart extends LitElement {
  static override styles = [colours, charts, chart];
  static override properties = { words: { attribute: false } };

  declare words: Words;

  #device: string | null = null;
  #course: Course | null = null;
  #marks: readonly CourseMark[] = [];
  #asked_at = -Infinity;

  /** Take in what the machine tells. */
  set heard({ connection, device_id, feed }: Heard) {
    if (device_id !== this.#device) {
      this.#device = device_id;
      this.#show(null, []);
      this.#asked_at = -Infinity;
    }
    if (isMissing(this.#course, feed) && Math.abs(feed.now - this.#asked_at) >= AGAIN_S) {
      this.#asked_at = feed.now;
      void this.#ask(connection, device_id);
    }
    const course = feed.course === null || this.#course === null ? null : goneOn(this.#course, feed);
    this.#show(course, feed.course?.marks ?? []);
  }

  override render(): TemplateResult | typeof nothing {
    const course = this.#course;
    return course === null
      ? nothing
      : html`${chartPart(plot(course, this.#marks, this.words), this.words)}`;
  }

  async #ask(connection: Connection, device_id: string): Promise<void> {
    const message = { type: `${DOMAIN}/machine/course`, device_id };
    const told = await connection.sendMessagePromise<Told | null>(message).catch(() => null);
    if (told !== null && device_id === this.#device) {
      this.#show(courseOf(told), this.#marks);
    }
  }

  #show(course: Course | null, marks: readonly CourseMark[]): void {
    const other = course !== this.#course || String(marks) !== String(this.#marks);
    this.#course = course;
    this.#marks = marks;
    if (other) {
      this.requestUpdate();
    }
  }
}
