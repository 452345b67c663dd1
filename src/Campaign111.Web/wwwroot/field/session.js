// Who is signed in, as the server says.

export const HEADERS = { 'X-Campaign111': '1' };
const PATIENCE = 20_000;
const LEAVING = 4_000;

/** fetch with an end: a network that swallows packets must not hold the queue for ever. */
export async function ask(address, options = {}, patience = PATIENCE) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store', ...options, headers: { ...HEADERS, ...options.headers }, signal: abort.signal });
    // Read here, so that the time limit holds for the body too.
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: () => JSON.parse(text) };
  } finally {
    clearTimeout(timer);
  }
}

/** The session; throws when the server cannot be asked. */
export async function session() {
  const answer = await ask('/field/session');
  if (answer.status !== 200) throw new Error(`session: ${answer.status}`);
  return answer.json();
}

export async function leave() {
  const answer = await ask('/field/sign-out', { method: 'POST' }, LEAVING);
  if (answer.status !== 204) throw new Error(`sign-out: ${answer.status}`);
}
