/** The visual editor: which treadmill, as one of Home Assistant's own forms. */

import { DOMAIN } from "./home-assistant";
import { WRITTEN_OUT } from "./surroundings";
import { Words } from "./words";

interface Field {
  name: string;
}

/** People are devices of the gym too, but only a machine has buttons. */
const MACHINE = {
  device: { filter: { integration: DOMAIN }, entity: { integration: DOMAIN, domain: "button" } },
};

export function form(): object {
  const language = document.documentElement.lang || WRITTEN_OUT.locale.language;
  const words = new Words({ ...WRITTEN_OUT, locale: { ...WRITTEN_OUT.locale, language } });
  return {
    schema: [{ name: "device_id", selector: MACHINE }],
    computeLabel: ({ name }: Field): string => words.text(`editor.${name}`),
    computeHelper: ({ name }: Field): string => words.text(`editor.${name}_help`),
  };
}
