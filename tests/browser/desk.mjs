// A desk that checked a badge of somebody's issuer once, and then lost its network: it is shown a paper card.
import {launch, picture, visit, words} from './browser.mjs';

const isCut = /^console: .*(ERR_CONNECTION_REFUSED|Failed to load)/;

/** Whether all that scanning takes is on the shelf of the worker, which never scanned before. */
const isWarm = page => page.waitForFunction(async () => {
  const shelf = (await caches.keys()).find(name => name.startsWith('waarmerk-'));
  const held = shelf ? (await (await caches.open(shelf)).keys()).map(({url}) => url) : [];
  const loaded = performance.getEntriesByType('resource').map(({name}) => name).filter(name => name.includes('/assets/'));
  // Whatever its parts are called, all that was loaded is kept, and what reads a code and a card is among it.
  const isThere = start => held.some(url => new URL(url).pathname.startsWith(`/assets/${start}-`));
  return ['camera', 'paper', 'jsQR'].every(isThere) && loaded.every(name => held.includes(name));
}, undefined, {timeout: 60_000});

/**
 * What the page says of the badge in a picture, while no node answers: {outcome, says}. `known` is another badge of
 * the same issuer; `shot` is a name for a picture of the answer.
 */
export async function judgeAlone(node, {known, card, language = 'nl', shot}) {
  const button = (page, name) => page.getByRole('button', {name: words(language, name), exact: true});
  const blind = await launch();
  try {
    return await visit(blind, node, {language, allowed: [isCut]}, async page => {
      await page.goto(`/check?lang=${language}`);
      await page.getByLabel(words(language, 'check.text'), {exact: true}).fill(known);
      await button(page, 'check.do').click();
      await page.getByText(words(language, 'second.agree')).waitFor();
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      await isWarm(page);
      await page.goto(`/check?lang=${language}`);
      await node.down();
      try {
        await page.goto(`/check?lang=${language}`);
        await button(page, 'camera.scan').click();
        // There is no camera here, so it is a photo.
        await page.locator('.camera [role=status]:not(:empty)').waitFor();
        await page.locator('.camera input').setInputFiles({name: 'card.png', mimeType: 'image/png', buffer: card});
        await page.getByText(words(language, 'second.alone')).waitFor();
        if(shot) await picture(page, shot);
        const verdict = page.locator('.verdict').first();
        return {outcome: (await verdict.locator('h1').innerText()).trim(), says: await verdict.innerText()};
      } finally {
        await node.up();
      }
    });
  } finally {
    await blind.close();
  }
}
