// What badges that were made to do harm are made of, and what shows on a page that they did.
import {deflateSync} from 'node:zlib';

/** What of the page could run or fetch something, or lead where something runs. */
export function dangers(page) {
  return page.evaluate(() => {
    const found = [];
    const scheme = url => new URL(url, location).protocol;
    for(const one of document.querySelectorAll('*')) {
      const {localName} = one;
      for(const {name, value} of one.attributes) {
        if(name.startsWith('on')) found.push(`${localName} ${name}`);
        const leads = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'srcset', 'poster'].includes(name);
        if(leads && !/^(https?:|data:)$/.test(scheme(value))) found.push(`${localName} ${name}=${value}`);
        // The receipt of the check is saved as JSON, and is shown nowhere.
        const isSaved = localName === 'a' && one.download !== '' && value.startsWith('data:application/json;charset=utf-8,');
        if(leads && scheme(value) === 'data:' && localName !== 'img' && !isSaved) found.push(`${localName} ${name}=${value}`);
        if(leads && localName !== 'a' && /^https?:$/.test(scheme(value)) && new URL(value, location).origin !== location.origin) {
          found.push(`${localName} ${name}=${value}`);
        }
      }
      if(['iframe', 'object', 'embed', 'base', 'foreignobject', 'style'].includes(localName)) found.push(localName);
      if(localName === 'script' && !one.src) found.push('script');
      if(localName === 'meta' && one.httpEquiv) found.push(`meta ${one.httpEquiv}`);
    }
    if(window.stolen) found.push('it ran');
    return found;
  });
}

export const scripts = [
  '<script>window.stolen = 1; alert(1)</script>',
  '"><img src=x onerror="window.stolen = 1">',
  '\'><svg onload=window.stolen=1>',
  '</title></pre></bdi><iframe srcdoc="<script>parent.stolen = 1</script>"></iframe>',
  '<meta http-equiv=refresh content="0;url=https://elsewhere.example/">',
  '<a href="javascript:window.stolen=1">Press here</a>',
  '{{constructor.constructor("window.stolen=1")()}}${window.stolen=1}{node}{issuer}',
  '&lt;script&gt;window.stolen=1&lt;/script&gt;'
];

/** A picture with script, and with what would be fetched from elsewhere. */
export const hostile = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" onload="parent.stolen=1">
<script>parent.stolen=1;fetch('https://elsewhere.example/')</script><image href="https://elsewhere.example/a.png" width="9" height="9"/>
<use xlink:href="https://elsewhere.example/b.svg#c"/><style>@import url(https://elsewhere.example/d.css)</style>
<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://elsewhere.example/"/></foreignObject></svg>`;

/** A PNG that says it is enormous, of one colour: a few kB that want gigabytes. */
export function bomb(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(4_000_000))), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(bytes) {
  let sum = ~0;
  for(const byte of bytes) {
    sum ^= byte;
    for(let i = 0; i < 8; ++i) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
