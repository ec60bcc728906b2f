// Why the lock did not open, as a text of the catalogue and its facts. It knows no page.
import {TooSoon, WrongPhrase} from './vault.js';

export function saidOfLock(error) {
  if(error instanceof TooSoon) return {say: 'pin_wait', facts: {seconds: Math.ceil(error.waitMs / 1000)}};
  return {say: error instanceof WrongPhrase ? 'pin_wrong' : 'wrong.failed'};
}
