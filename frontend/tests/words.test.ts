import { describe, expect, test } from "vitest";

import vocabulary from "../../custom_components/home_gym/engine/words.py?raw";
import german from "../src/translations/de.json";
import english from "../src/translations/en.json";
import spanish from "../src/translations/es.json";
import french from "../src/translations/fr.json";
import { stopwatch, Words } from "../src/words";
import { NOW, words } from "./feed";

describe("words", () => {
  test("fall back to English, and to the key", () => {
    expect(words("xx").text("stop.button")).toBe("STOP");
    expect(words().text("no.such.text")).toBe("no.such.text");
  });

  test("in English keep their full stop at the end among what is read from right to left", () => {
    expect(words("he").text("stop.button")).toBe("\u2068STOP\u2069");
    expect(words("en").text("stop.button")).toBe("STOP");
  });

  test("take values, and leave a gap that has none", () => {
    expect(words().text("next.in", { time: "1:00" })).toBe("in 1:00");
    expect(words().text("next.in")).toBe("in {time}");
  });

  test("write numbers as the user does", () => {
    const written = (number_format: string): string =>
      new Words({
        locale: { language: "en", number_format, time_format: "24" },
        miles: false,
        time_zone: "UTC",
      }).speed(2.5);
    expect(["language", "decimal_comma", "none"].map(written)).toEqual(["2.5", "2,5", "2.5"]);
  });

  test("tell the day of a time that is not today", () => {
    expect(words().clock(NOW, NOW)).toBe("18:00");
    expect(words().clock(NOW + 86400, NOW)).toContain("Nov");
  });

  test.each([
    [0, "0:00"],
    [65.9, "1:05"],
    [3723, "1:02:03"],
    [-3, "0:00"],
  ])("count %d s as %s", (seconds, shown) => {
    expect(stopwatch(seconds)).toBe(shown);
  });
});

interface Texts {
  [key: string]: string | Texts;
}

const keysOf = (texts: Texts, before = ""): string[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? [before + key] : keysOf(text, `${before}${key}.`),
  );

describe("the texts", () => {
  const files = import.meta.glob<string>("../src/**/*.ts", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const source = Object.values(files).join("\n");
  const asked = [...source.matchAll(/text\(\s*"([\w.]+)"/g)].map((match) => match[1] ?? "");

  test("are there for everything that is asked for", () => {
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((key) => !words().has(key))).toEqual([]);
  });

  test("are all asked for, by their names or with others of their kind", () => {
    const isAsked = (key: string): boolean => {
      const kind = key.slice(0, key.lastIndexOf(".") + 1);
      return source.includes(`"${key}"`) || source.includes(key) || source.includes(`\`${kind}$`);
    };
    const apart = /^(editor|\w+\.(name|description)$|dial\.spoken|ring\.spoken|stop|rules\.(proven|unproven)|unseen)/;
    expect(keysOf(english).filter((key) => !isAsked(key) && !apart.test(key))).toEqual([]);
  });

  const values = (name: string): string[] =>
    [...(vocabulary.split(`class ${name}(`)[1]?.split("\nclass ")[0] ?? "").matchAll(/= "(\w+)"/g)].map(
      (match) => match[1] ?? "",
    );

  const gaps = (texts: Texts): string[] =>
    keysOf(texts).map((key) => {
      const found = key.split(".").reduce<Texts | string>((at, part) => (at as Texts)[part] ?? "", texts);
      const named = typeof found === "string" ? found.matchAll(/\{\w+\}/g) : [];
      return `${key} ${[...named].map(String).sort().join()}`;
    });

  test.each<[string, Texts]>([
    ["German", german],
    ["French", french],
    ["Spanish", spanish],
  ])("say all of it in %s, with the same values", (_, texts) => {
    expect(gaps(texts)).toEqual(gaps(english));
  });

  test("are said in the user's language", () => {
    expect(words("de-AT").text("phase.on_break")).toBe("Pause");
    expect(words("fr").speedWithUnit(2.5)).toBe("2,5\u00a0km/h");
  });

  test.each<[string, object]>([
    ["Phase", english.phase],
    ["Reason", english.reason],
    ["CapSource", english.dial.source],
    ["RuleKey", english.rules.rule],
    ["Mode", english.rules.mode],
    ["Symptom", english.symptom],
    ["Issue", english.alarm],
    ["LockScope", english.lock.whose],
  ])("know every %s of the engine", (name, texts) => {
    expect(values(name).length).toBeGreaterThan(0);
    expect(Object.keys(texts)).toEqual(expect.arrayContaining(values(name)));
  });
});
