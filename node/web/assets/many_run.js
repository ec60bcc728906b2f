// Many badges, a few at a time, as fast as the node allows. Knows nothing of the page: asking and waiting
// are given to it.

export const inFlight = 3;
const triesMax = 3;
// A node says how long to wait; one that says nothing, or too much, is asked again after this.
const waitMax = 60;

function waitOf(response) {
  const seconds = Number(response.headers.get('Retry-After'));
  return seconds >= 1 ? Math.min(seconds, waitMax) : 1;
}

/** Somebody before the node says that it is not there. */
const isCut = ({status}) => status === 502 || status === 504;

/**
 * Calls `done(item, answer)` for each item; `answer` is {status, json} of what the node said, `json` nothing where it
 * is none, and nothing at all where no node answered. `post(item)` is a fetch; `sleep(ms)` a promise. Ends when all are done, or soon after
 * `signal` is aborted.
 */
export async function checkAll(items, {post, sleep, done, signal}) {
  const waiting = items.values();
  let resting = Promise.resolve();

  /** Who is told to wait holds up the others too: they share one allowance. */
  const rest = seconds => { resting = sleep(seconds * 1000); return resting; };

  async function ask(item) {
    for(let tries = 0; tries < triesMax && !signal.aborted;) {
      await resting;
      if(signal.aborted) return undefined;
      try {
        const response = await post(item);
        if(isCut(response)) throw new Error('the node is gone');
        if(response.status !== 429) return {status: response.status, json: await response.json().catch(() => undefined)};
        await rest(waitOf(response));
      } catch {
        tries++;
        if(tries < triesMax) await rest(tries);
      }
    }
    return undefined;
  }

  async function work() {
    for(const item of waiting) {
      const answer = await ask(item);
      if(signal.aborted && !answer) return;
      done(item, answer);
      if(signal.aborted) return;
    }
  }
  await Promise.all(Array.from({length: inFlight}, work));
}
