/** The visual editors, as Home Assistant's own forms: which treadmill or whose weeks, what a tap does. */

import { DOMAIN, type HomeAssistant } from "./home-assistant";
import { pageWords } from "./surroundings";
import { thingsOf } from "./things";

interface Field {
  name: string;
  selector: object;
}

/** Home Assistant asks for a form without saying for which home: the page knows. */
interface Home extends Element {
  hass?: HomeAssistant;
}

/** People are devices of the gym too, but only a machine has buttons. */
const MACHINE: Field = {
  name: "device_id",
  selector: {
    device: { filter: { integration: DOMAIN }, entity: { integration: DOMAIN, domain: "button" } },
  },
};
const TAP: Field = {
  name: "tap_action",
  selector: { ui_action: { default_action: "more-info" } },
};

export function cardForm(): object {
  return form([MACHINE]);
}

export function badgeForm(): object {
  return form([MACHINE, TAP]);
}

export function weeksForm(): object {
  const { hass } = document.querySelector<Home>("home-assistant") ?? {};
  const people = hass === undefined ? [] : thingsOf(hass).people;
  const options = people.map(({ device_id, name }) => ({ value: device_id, label: name }));
  const person = { name: "device_id", selector: { select: { options, mode: "dropdown" } } };
  return form([person], { device_id: "person" });
}

/** Return a form; a field may go by another name among the words. */
function form(schema: readonly Field[], called: Readonly<Record<string, string>> = {}): object {
  const words = pageWords();
  const key = (name: string): string => `editor.${called[name] ?? name}`;
  return {
    schema,
    computeLabel: ({ name }: Field): string => words.text(key(name)),
    computeHelper: ({ name }: Field): string => words.text(`${key(name)}_help`),
  };
}
