import { describe, expect, test } from "vitest";

import { painLabel, question } from "../src/model/question";
import { quiet, words } from "./feed";

const PEOPLE = { people: { one: "Anna" }, person_id: "one" };

describe("a question to whoever walks", () => {
  test("is there only while it is open", () => {
    expect(question(quiet(), words())).toBeNull();
    expect(painLabel(quiet(), words())).toBe("Does it hurt?");
  });

  test("about how it was before is answered with a number", () => {
    const asked = question(quiet({ asks: "baseline" }), words());
    expect(asked).toEqual({ text: "How much did it hurt before you began?", person: null });
  });

  test("about the pain of now is answered where pain always is told", () => {
    const feed = quiet({ asks: "pain" });
    expect(question(feed, words())).toBeNull();
    expect(painLabel(feed, words())).toBe("How much does it hurt now?");
  });

  test("about the day after is answered by the one who walks", () => {
    const asked = question(quiet({ asks: "day_after", ...PEOPLE }), words());
    expect(asked).toEqual({ text: "How does it feel since your last walk?", person: "Anna" });
    expect(question(quiet({ asks: "day_after" }), words())).toBeNull();
  });
});
