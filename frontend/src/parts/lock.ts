/** The lock screen: why, until when, what is fine to do, and the way out in two steps. */

import { html, nothing, type TemplateResult } from "lit";

import type { LockScreen } from "../model/lock";
import type { Words } from "../words";

export interface ReleaseState {
  asking: boolean;
  advice: boolean;
}

export interface ReleaseDeeds {
  ask(asking: boolean): void;
  advise(advice: boolean): void;
  release(): void;
}

export function lockPart(
  lock: LockScreen,
  state: ReleaseState,
  deeds: ReleaseDeeds,
  words: Words,
): TemplateResult {
  return html`
    <section class="lock" aria-label=${words.text("lock.title")}>
      <div class="why">
        <ha-icon icon="mdi:lock" aria-hidden="true"></ha-icon>
        <ul>
          ${lock.locks.map(
            (each) => html`
              <li>
                <b>${each.reason}</b>
                <span class="until">${each.until}</span>
                <span class="left">${each.left}</span>
                <small>${each.whose}</small>
              </li>
            `,
          )}
        </ul>
      </div>
      <h3>${words.text("lock.fine")}</h3>
      <p>${lock.fine}</p>
      ${lock.mayRelease ? release(lock, state, deeds, words) : blockers(lock, words)}
    </section>
  `;
}

function blockers(lock: LockScreen, words: Words): TemplateResult {
  return html`
    <h3>${words.text("lock.in_the_way")}</h3>
    <ul class="blockers">
      ${lock.blockers.map((each) => html`<li>${each}</li>`)}
    </ul>
  `;
}

function release(
  lock: LockScreen,
  state: ReleaseState,
  deeds: ReleaseDeeds,
  words: Words,
): TemplateResult {
  if (!state.asking) {
    return html`
      <button class="plain" @click=${(): void => deeds.ask(true)}>${words.text("lock.release")}</button>
    `;
  }
  const change = (event: Event): void => deeds.advise((event.target as HTMLInputElement).checked);
  return html`
    <div class="question" role="group" aria-label=${words.text("lock.release_question")}>
      <b>${words.text("lock.release_question")}</b>
      <span>${words.text("lock.release_help")}</span>
      ${lock.needsAdvice
        ? html`
            <label>
              <input type="checkbox" .checked=${state.advice} @change=${change} />
              ${words.text("lock.medical")}
            </label>
          `
        : nothing}
      <div class="row">
        <button class="plain" ?disabled=${lock.needsAdvice && !state.advice} @click=${deeds.release}>
          ${words.text("lock.confirm")}
        </button>
        <button class="plain" @click=${(): void => deeds.ask(false)}>${words.text("lock.cancel")}</button>
      </div>
    </div>
  `;
}
