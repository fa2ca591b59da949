const LOSS = 'api/loss';
const PATIENCE = 15000;
const PAUSE = 1000;

/**
 * Asks the server for losses, one question at a time: while one is under way only the latest is
 * kept, and an answer that is overtaken by a newer question is dropped.
 */
export class Losses {
  #answered;
  #lost;
  #wanted = null;
  #isBusy = false;

  /** Calls answered(answer) for what was asked last, and lost() while there is no server. */
  constructor(answered, lost) {
    this.#answered = answered;
    this.#lost = lost;
  }

  ask(question) {
    this.#wanted = JSON.stringify(question);
    if (!this.#isBusy) {
      this.#work();
    }
  }

  async #work() {
    this.#isBusy = true;
    while (this.#wanted !== null) {
      const question = this.#wanted;
      try {
        const answer = await fetched(LOSS, question);
        if (this.#wanted === question) {
          this.#wanted = null;
          this.#answered(answer);
        }
      } catch {
        this.#lost();
        await new Promise((resume) => setTimeout(resume, PAUSE));
      }
    }
    this.#isBusy = false;
  }
}

/** The answer to one question, once. */
export function loss(question) {
  return asked(LOSS, question);
}

/** The answer to one question at an address, once. */
export function asked(address, question) {
  return fetched(address, JSON.stringify(question));
}

async function fetched(address, question) {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: question,
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok) {
    throw new Error((await response.json()).error);
  }
  return response.json();
}
