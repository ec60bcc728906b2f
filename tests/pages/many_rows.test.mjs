// A row of the table of many answers, and the receipts of all of them in one file.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {test} from 'node:test';

const web = process.env.WAARMERK_WEB ?? new URL('../../build/web', import.meta.url).pathname;
const {receiptName, rowOf, zipReceipts} = await import(join(web, 'many_rows.js'));
const {unzipSync} = createRequire(join(web, 'package.json'))('fflate');

const item = {number: 7, who: 'Jan'};
const speak = name => `(${name})`;

test('an answer fills its row', () => {
  const json = {heading: 'Echt', state: 'passed', sentence: '', issuer: {id: 'did:x', name: 'Bieb'}, name: 'Taalmaatje', validUntil: '2027-01-02T03:04:05Z'};
  const row = rowOf(item, {status: 200, json}, speak);
  assert.deepEqual({...row, two: undefined}, {row: 7, who: 'Jan', state: 'passed', verdict: 'Echt', issuer: 'Bieb', badge: 'Taalmaatje', until: '2027-01-02', cause: '', two: undefined});
  assert.deepEqual(row.two, {});
});

test('of two languages the row has both, in the file as one text', () => {
  const json = {heading: 'Niet echt', state: 'failed', sentence: 'A.', beside: {language: 'en', heading: 'Not genuine', sentence: 'B.'}};
  const row = rowOf(item, {status: 200, json}, speak);
  assert.equal(row.verdict, 'Niet echt · Not genuine');
  assert.equal(row.cause, 'A. · B.');
  assert.deepEqual(row.two, {cause: ['A.', 'B.'], verdict: ['Niet echt', 'Not genuine']});
});

test('what is no badge is never red, and says why; so does what was not answered', () => {
  const none = rowOf(item, {status: 400, json: {wrong: 'wrong.photo', sentence: 'A photo.'}}, speak);
  assert.deepEqual([none.state, none.verdict, none.cause], ['unchecked', '(many.unread)', 'A photo.']);
  assert.equal(rowOf(item, {status: 500}, speak).cause, '(many.no_answer)');
  assert.equal(rowOf(item, undefined, speak).cause, '(many.cut)');
  assert.equal(rowOf(item, undefined, speak).state, 'unchecked');
});

test('the receipts are in one ZIP, each by the number of its row and by no name', () => {
  const receipts = Array.from({length: 500}, (_, i) => ({number: i + 2, receipt: JSON.stringify({type: ['VerifiableCredential'], i})}));
  const files = unzipSync(zipReceipts(receipts));
  assert.equal(Object.keys(files).length, 500);
  assert.equal(new TextDecoder().decode(files['receipt-0501.json']), receipts[499].receipt);
  assert.equal(receiptName(12345), 'receipt-12345.json');
});
