/** A question to whoever walks, answered with one tap. */

import { html, type TemplateResult } from "lit";

import { FEELINGS, type Question } from "../model/question";
import type { Words } from "../words";
import { levelButtons } from "./pain";

export interface QuestionDeeds {
  readonly baseline: (level: number) => void;
  readonly checkIn: (person: string, answer: string) => void;
}

export function questionPart(
  question: Question,
  deeds: QuestionDeeds,
  words: Words,
): TemplateResult {
  return html`
    <section class="question asked" role="group" aria-label=${question.text}>
      <b role="status">${question.text}</b>
      ${answers(question, deeds, words)}
    </section>
  `;
}

/** How the day after feels. */
export function feelingButtons(
  feel: (answer: string) => void,
  words: Words,
): TemplateResult[] {
  return FEELINGS.map(
    (answer) => html`
      <button class="plain" @click=${(): void => feel(answer)}>
        ${words.text(`answers.${answer}`)}
      </button>
    `,
  );
}

function answers(question: Question, deeds: QuestionDeeds, words: Words): TemplateResult {
  const { person } = question;
  if (person !== null) {
    const feel = (answer: string): void => deeds.checkIn(person, answer);
    return html`<div class="row">${feelingButtons(feel, words)}</div>`;
  }
  return html`<div class="levels">${levelButtons(deeds.baseline, words, "asks.level")}</div>`;
}
