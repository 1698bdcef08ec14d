/** The lock screen: why, until when, what is fine to do, and the way out in two steps. */

import { html, nothing, type TemplateResult } from "lit";

import type { LockScreen } from "../model/lock";
import type { Words } from "../words";

export interface ReleaseState {
  /** Which locks are asked about: others than these need a question of their own. */
  of: string | null;
  advice: boolean;
}

export interface ReleaseDeeds {
  readonly ask: (of: string | null) => void;
  readonly advise: (advice: boolean) => void;
  readonly release: () => void;
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
      ${lock.fine === null ? nothing : html`<h3>${words.text("lock.fine")}</h3>`}
      ${lock.fine === null ? nothing : html`<p>${lock.fine}</p>`}
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
  const asking = state.of === lock.id;
  const ask = (event: Event): void => {
    const section = (event.target as HTMLElement).closest("section");
    deeds.ask(asking ? null : lock.id);
    // On a phone the question would be behind the stop.
    requestAnimationFrame(() => section?.querySelector("#release")?.scrollIntoView());
  };
  return html`
    <button class="plain" aria-expanded=${asking} aria-controls="release" @click=${ask}>
      ${words.text("lock.release")}
    </button>
    <div id="release" ?hidden=${!asking}>
      ${asking ? question(lock, state, deeds, words) : nothing}
    </div>
  `;
}

function question(
  lock: LockScreen,
  state: ReleaseState,
  deeds: ReleaseDeeds,
  words: Words,
): TemplateResult {
  const change = (event: Event): void => deeds.advise((event.target as HTMLInputElement).checked);
  const cancel = (event: Event): void => {
    // The button that has the focus is about to go: whoever uses the keyboard stays here.
    const section = (event.target as HTMLElement).closest("section");
    section?.querySelector<HTMLElement>("[aria-expanded]")?.focus();
    deeds.ask(null);
  };
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
        <button class="plain" @click=${cancel}>${words.text("lock.cancel")}</button>
      </div>
    </div>
  `;
}
