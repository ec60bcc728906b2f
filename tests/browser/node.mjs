// A node of ours in a process of its own, with an organisation and a folder of its own, on loopback. It is
// told what to do by the command line, as an operator would.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, openSync, closeSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const bin = process.env.WAARMERK_BIN;
if(!bin) throw new Error('WAARMERK_BIN names the folder of waarmerk and waarmerkd: use ./run browser');

const readyTries = 1200; // of 50 ms: a build with sanitizers, on a machine with other things to do
const outputMax = 64 * 1024 * 1024;

// A test that breaks off leaves no process behind.
const running = new Set();
process.on('exit', () => {
  for(const child of running) child.kill('SIGKILL');
});

export function run(program, words, options = {}) {
  return execFileSync(program, words, {encoding: 'utf8', stdio: 'pipe', maxBuffer: outputMax, ...options});
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}

export class Node {
  /** `settings`: of the environment, such as {WAARMERK_AUDIT_ENABLED: 'true'}. */
  static async start({name = 'Bibliotheek Zuid', settings = {}} = {}) {
    const home = mkdtempSync(join(tmpdir(), 'waarmerk-browser-'));
    const node = new Node({name, settings, home, port: await freePort()});
    run(join(bin, 'waarmerk'), ['org', 'init', '--dir', node.folder, '--name', name, '--did', 'key',
      '--url', node.base, '--generate-passphrase']);
    await node.up();
    node.did = (await node.get('/v1/node')).did;
    return node;
  }

  constructor(parts) {
    Object.assign(this, parts);
    this.base = `http://127.0.0.1:${this.port}`;
    this.folder = join(this.home, 'node');
    this.config = join(this.folder, 'waarmerk.toml');
  }

  /** Starts the process, where it was not there yet or went down. */
  async up() {
    const log = openSync(join(this.home, 'log'), 'a');
    this.child = spawn(join(bin, 'waarmerkd'), ['--config', this.config], {
      stdio: ['ignore', log, log],
      env: {
        ...process.env, WAARMERK_LISTEN_PORT: `${this.port}`, WAARMERK_LIMITS_REQUESTS_PER_SECOND: '1000',
        WAARMERK_LIMITS_REQUESTS_BURST: '1000', ...this.settings
      }
    });
    closeSync(log);
    running.add(this.child);
    for(let i = 0; i < readyTries; ++i) {
      if(this.child.exitCode !== null) throw new Error(`waarmerkd ended at its start:\n${this.log()}`);
      if(await fetch(`${this.base}/readyz`).then(({ok}) => ok, () => false)) return;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`waarmerkd does not become ready:\n${this.log()}`);
  }

  /** Ends the process and leaves the folder: nobody answers until up(). */
  async down() {
    if(this.child.exitCode === null && this.child.signalCode === null) {
      const ended = new Promise(resolve => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      await ended;
    }
    running.delete(this.child);
    if(this.child.exitCode !== 0) throw new Error(`waarmerkd ended with ${this.child.exitCode}:\n${this.log()}`);
  }

  async stop() {
    try {
      await this.down();
    } finally {
      rmSync(this.home, {recursive: true, force: true});
    }
  }

  log() {
    return readFileSync(join(this.home, 'log'), 'utf8');
  }

  /** The one value that the command prints, if it does. */
  cli(...words) {
    const text = run(join(bin, 'waarmerk'), [...words, '--config', this.config, '--json']).trim();
    return text === '' ? undefined : JSON.parse(text);
  }

  /** The id of a definition of `achievement`, which may say anything that a definition can. */
  define(achievement = {}) {
    const file = join(this.home, 'achievement.json');
    writeFileSync(file, JSON.stringify({
      type: ['Achievement'], name: 'Taalmaatje', description: 'Voert een gewoon gesprek in het Nederlands.',
      achievementType: 'Competency', criteria: {narrative: 'Acht avonden, drie gesprekken.'}, ...achievement
    }));
    return this.cli('badge', 'define', file).id;
  }

  /** The text of a badge that was given to `to`, as it would be sent. */
  award(achievement, to, ...options) {
    const file = join(this.home, 'badge');
    rmSync(file, {force: true});
    this.cli('badge', 'award', achievement, '--to', to, '-o', file, ...options);
    return readFileSync(file, 'utf8');
  }

  /** The same, baked into a picture (.svg or .png): its bytes. */
  bake(badge, picture) {
    const [plain, inside, out] = ['plain', 'badge-inside', 'baked'].map(one => join(this.home, one));
    writeFileSync(plain, picture);
    writeFileSync(inside, badge);
    rmSync(out, {force: true});
    run(join(bin, 'waarmerk'), ['badge', 'bake', inside, plain, '-o', out]);
    return readFileSync(out);
  }

  /** {link, linkByValue, txCode, …}: the code goes to the earner another way. */
  offer(achievement, ...options) {
    return this.cli('badge', 'offer', achievement, ...options);
  }

  revoke(badge, reason = 'test') {
    this.cli('badge', 'revoke', JSON.parse(badge).id, '--reason', reason);
  }

  invite() {
    return this.cli('org', 'invite', '--anyone', '--any');
  }

  async get(path) {
    return (await fetch(`${this.base}${path}`)).json();
  }

  get token() {
    return readFileSync(join(this.folder, 'admin.token'), 'utf8').trim();
  }

  /** Every row of the store, decompressed, while the node is down: [{family, row}], bytes of key and value. */
  rows() {
    const data = join(this.folder, 'data');
    const list = run('ldb', ['list_column_families', `--db=${data}`]);
    const families = list.slice(list.indexOf('{') + 1, list.lastIndexOf('}')).split(',').map(one => one.trim());
    return families.flatMap(family => run('ldb', ['scan', '--hex', `--db=${data}`, `--column_family=${family}`])
      .split('\n').filter(line => line.includes(' : ')).map(line => ({
        family, row: Buffer.concat(line.split(' : ').map(hex => Buffer.from(hex.replace(/^0x/, ''), 'hex')))
      })));
  }

  /** The bytes of every file in the folder, the keys aside: [{name, bytes}]. */
  files() {
    const all = folder => readdirSync(folder, {withFileTypes: true}).flatMap(entry => entry.isDirectory() ?
      all(join(folder, entry.name)) : [join(folder, entry.name)]);
    return [...all(this.folder), join(this.home, 'log')].map(name => ({name, bytes: readFileSync(name)}));
  }
}
