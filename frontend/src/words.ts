/** Say things in the user's language, units and ways of writing. */

import type { Locale } from "./home-assistant";
import german from "./translations/de.json";
import english from "./translations/en.json";
import spanish from "./translations/es.json";
import french from "./translations/fr.json";

interface Texts {
  readonly [key: string]: string | Texts;
}

export type Values = Readonly<Record<string, string | number>>;

const LANGUAGES: Readonly<Record<string, Texts>> = {
  de: german,
  en: english,
  es: spanish,
  fr: french,
};
/** The languages of Home Assistant that are read so; none of our texts are in one. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(["ar", "fa", "he", "ur"]);
/** Without them a full stop at the end of English would stand before its first word. */
const ISOLATE = "\u2068";
const END_OF_ISOLATE = "\u2069";
const MILES_PER_KM = 0.621371;

/** How Home Assistant calls the ways of writing numbers, and a language that does so. */
const NUMBERS: Readonly<Record<string, string | undefined>> = {
  comma_decimal: "en-US",
  decimal_comma: "de",
  space_comma: "fr",
  quote_decimal: "de-CH",
};

export interface Manners {
  locale: Locale;
  /** Whether speeds are miles an hour. */
  miles: boolean;
  time_zone: string;
}

export class Words {
  readonly #manners: Manners;
  readonly #texts: readonly Texts[];
  /** Whether these texts stand among others that are read from right to left. */
  readonly #amongRtl: boolean;

  constructor(manners: Manners) {
    this.#manners = manners;
    const language = manners.locale.language;
    const short = language.split("-")[0] ?? language;
    this.#amongRtl = RIGHT_TO_LEFT.has(short);
    this.#texts = [LANGUAGES[language], LANGUAGES[short], english].filter(
      (texts) => texts !== undefined,
    );
  }

  /** Return a text; one that nobody has translated is said in English. */
  text(key: string, values: Values = {}): string {
    const found = this.#texts.map((texts) => find(texts, key)).find((text) => text !== undefined);
    const said = (found ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
    return this.#amongRtl ? `${ISOLATE}${said}${END_OF_ISOLATE}` : said;
  }

  /** Tell whether there is a text. */
  has(key: string): boolean {
    return find(english, key) !== undefined;
  }

  number(value: number, digits: number): string {
    const { language, number_format } = this.#manners.locale;
    const written = number_format === "none" ? value.toFixed(digits) : undefined;
    return (
      written ??
      new Intl.NumberFormat(NUMBERS[number_format] ?? language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(value)
    );
  }

  /** Return a speed without its unit, in the user's unit. */
  speed(kmh: number): string {
    return this.number(this.speedValue(kmh), 1);
  }

  /** Return a speed in the user's unit. */
  speedValue(kmh: number): number {
    return this.#manners.miles ? kmh * MILES_PER_KM : kmh;
  }

  get speedUnit(): string {
    return this.text(this.#manners.miles ? "unit.mph" : "unit.kmh");
  }

  speedWithUnit(kmh: number): string {
    return `${this.speed(kmh)}\u00a0${this.speedUnit}`;
  }

  /** Return a day, told as in 2026-11-23, as short as the language writes it. */
  day(date: string): string {
    return new Intl.DateTimeFormat(this.#manners.locale.language, {
      timeZone: "UTC",
      day: "numeric",
      month: "numeric",
    }).format(Date.parse(date));
  }

  /** Return a time of the day, with the day where it is not today. */
  clock(at: number, now: number, seconds = false): string {
    const { language, time_format } = this.#manners.locale;
    const twelve = { "12": true, "24": false }[time_format];
    const zone = { timeZone: this.#manners.time_zone };
    const day = new Intl.DateTimeFormat(language, { ...zone, dateStyle: "short" });
    const other = day.format(at * 1000) !== day.format(now * 1000);
    return new Intl.DateTimeFormat(language, {
      ...zone,
      hour: "numeric",
      minute: "2-digit",
      ...(seconds ? { second: "2-digit" } : {}),
      ...(other ? { weekday: "short", day: "numeric", month: "short" } : {}),
      ...(twelve === undefined ? {} : { hour12: twelve }),
    }).format(at * 1000);
  }
}

/** Return a length of time as a stopwatch shows it: 1:05, 1:02:03. */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [whole / 3600, (whole % 3600) / 60, whole % 60].map(Math.floor);
  const two = (value: number | undefined): string => String(value ?? 0).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function find(texts: Texts, key: string): string | undefined {
  let found: string | Texts | undefined = texts;
  for (const part of key.split(".")) {
    found = typeof found === "object" ? found[part] : undefined;
  }
  return typeof found === "string" ? found : undefined;
}
