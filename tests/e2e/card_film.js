/**
 * Film what a treadmill tells its card, and play it to a card that stands alone.
 *
 * The walk was hurried: a second of it was a minute of its rules. Played, it has its
 * minutes again, and the card is told something new twice a second of it.
 */
window.film = (() => {
  const FEED = "home_gym/machine/subscribe";
  const COURSE = "home_gym/machine/course";
  const HURRIED = 60;
  const EVERY_S = 0.5;
  const TREMBLE_KMH = 0.1;
  const COURSE_EVERY_S = 20;

  const home = () => document.querySelector("home-assistant").hass;
  const frames = [];
  let end, hear, card, began;

  /** Hear what a card hears. */
  const roll = async (device_id) => {
    end = await home().connection.subscribeMessage((feed) => frames.push(feed), {
      type: FEED,
      device_id,
    });
  };

  const cut = async () => {
    await end();
    return frames.map(({ phase }) => phase);
  };

  const times = (change, told) =>
    Object.fromEntries(Object.entries(told ?? {}).map(([key, value]) => [key, change(key, value)]));

  /** Return what the card is told as its number `k` of `all`. */
  const frame = (k, all) => {
    const feed = frames[Math.floor((k * frames.length) / all)];
    const now = began + k * EVERY_S;
    const past = (at) => (at === null ? null : at + now - feed.now);
    const later = (at) => now + HURRIED * (at - feed.now);
    const long = (value) => (Array.isArray(value) ? value.map(long) : value && HURRIED * value);
    return {
      ...feed,
      now,
      speed_kmh: feed.speed_kmh && feed.speed_kmh + (k % 2) * TREMBLE_KMH,
      walk:
        feed.walk &&
        times((key, value) => (key.endsWith("_s") ? long(value) : value), {
          ...feed.walk,
          walked_s: (k * EVERY_S) / HURRIED,
        }),
      course: feed.course && { ...feed.course, began, marks: feed.course.marks },
      next: feed.next.map((each) => ({ ...each, at: later(each.at) })),
      stop: feed.stop && { ...feed.stop, ...times((_, at) => past(at), pick(feed.stop)) },
      signal: {
        ...feed.signal,
        seen_at: past(feed.signal.seen_at),
        evidence: times((_, said) => ({ ...said, at: past(said.at) }), feed.signal.evidence),
      },
    };
  };

  const pick = ({ sent, still, off }) => ({ sent, still, off });

  /** Return the course so far, as the integration keeps it. */
  const course = (session) => {
    const until = card.told * EVERY_S;
    const at = Array.from({ length: until / COURSE_EVERY_S }, (_, n) => n * COURSE_EVERY_S);
    return {
      session,
      until,
      points: at.map((s, n) => [s, 3 + (n % 2) * TREMBLE_KMH, 4, "workout"]),
      watts: at.map((s) => [s, 200]),
    };
  };

  /** Clear the screen, and put up a card whose treadmill is the film, or none. */
  const stage = (device_id) => {
    const real = home();
    const connection = Object.create(real.connection);
    connection.addEventListener = connection.removeEventListener = () => undefined;
    connection.subscribeMessage = async (listener, message) => {
      if (message.type !== FEED) {
        return real.connection.subscribeMessage(listener, message);
      }
      hear = listener;
      return () => undefined;
    };
    connection.sendMessagePromise = (message) =>
      message.type === COURSE
        ? Promise.resolve(course(frames[0].course?.session))
        : real.connection.sendMessagePromise(message);
    began = frames[0]?.now;
    document.querySelector("#stage")?.remove();
    const place = Object.assign(document.createElement("div"), { id: "stage" });
    place.style.cssText =
      "position:fixed;inset:0;overflow:auto;z-index:9;background:var(--primary-background-color)";
    document.body.append(place);
    if (device_id !== null) {
      card = document.createElement("home-gym-card");
      card.setConfig({ type: "custom:home-gym-card", device_id });
      card.hass = { ...real, connection };
      place.append(card);
    }
  };

  const tell = (k, all) => {
    card.told = k;
    hear(frame(k, all));
  };

  /** Play some of it as it was: twice a second. */
  const play = (from, seconds, all) =>
    new Promise((done) => {
      let k = from;
      const timer = setInterval(() => {
        tell(k++, all);
        if (k - from >= seconds / EVERY_S) {
          clearInterval(timer);
          done();
        }
      }, 1000 * EVERY_S);
    });

  /** Play some of it as fast as it can be drawn. */
  const rush = async (from, to, all) => {
    for (let k = from; k < to; k += 1) {
      tell(k, all);
      await card.updateComplete;
      if (k % 4 === 0) {
        await new Promise(requestAnimationFrame);
      }
    }
  };

  return { roll, cut, stage, play, rush };
})();
