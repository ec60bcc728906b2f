// An answer in another language: what was checked is kept for the next page before the form goes.
import assert from 'node:assert/strict';
import test from 'node:test';
import {keepForAgain} from '../../node/web/assets/again.js';

class Form extends EventTarget {
  sent = [];
  press(submitter) {
    const event = new Event('submit', {cancelable: true});
    event.submitter = submitter;
    if(this.dispatchEvent(event)) this.sent.push(submitter);
  }
  requestSubmit(submitter) {
    this.press(submitter);
  }
}

const settle = () => new Promise(done => setTimeout(done));

test('it is kept first, and then the form goes by the button that was pressed', async () => {
  const form = new Form();
  const done = [];
  keepForAgain(form, async () => done.push('kept'));
  form.press('nl');
  assert.deepEqual(form.sent, []);
  await settle();
  assert.deepEqual(done, ['kept']);
  assert.deepEqual(form.sent, ['nl']);
});

test('where nothing can be kept the form goes all the same, once', async () => {
  const form = new Form();
  keepForAgain(form, async () => {
    throw new Error('full');
  });
  form.press('ti');
  await settle();
  assert.deepEqual(form.sent, ['ti']);
});

test('an answer without a menu has nothing to keep', () => {
  assert.doesNotThrow(() => keepForAgain(null, () => assert.fail()));
});
