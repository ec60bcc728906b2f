// A desk that checked a badge of somebody's issuer once, and then lost its network: it is shown a paper card.
import {launch, picture, visit, words} from './browser.mjs';

const isCut = /^console: .*(ERR_CONNECTION_REFUSED|Failed to load)/;

/** Whether all that this page loaded is on the shelf of the worker, and that is what scanning takes, though nobody scanned. */
const isWarm = page => page.waitForFunction(async () => {
  const shelves = await Promise.all((await caches.keys()).map(async name => (await caches.open(name)).keys()));
  const held = shelves.flat().map(({url}) => url);
  const loaded = performance.getEntriesByType('resource').map(({name}) => name).filter(name => name.includes('/assets/'));
  const has = start => held.some(url => url.includes(`/assets/${start}-`));
  return ['camera', 'paper', 'jsQR'].every(has) && loaded.every(url => held.includes(url));
});

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
      await page.waitForLoadState('networkidle');
      await isWarm(page);
      await page.goto(`/check?lang=${language}`);
      await page.waitForLoadState('networkidle');
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
