// A node of ours in a process of its own, with a signing key of each kind, on loopback.
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const bin = process.env.WAARMERK_BIN;
if(!bin) {
  throw new Error('WAARMERK_BIN names the folder of waarmerk and waarmerkd: use ./run interop');
}

const algorithms = ['ed25519', 'p256', 'p384'];

function waarmerk(...words) {
  return execFileSync(join(bin, 'waarmerk'), words, {encoding: 'utf8', stdio: 'pipe'});
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const {port} = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function untilReady(base, child) {
  for(let i = 0; i < 400; ++i) {
    if(child.exitCode !== null) {
      throw new Error('waarmerkd ended at its start');
    }
    try {
      if((await fetch(`${base}/readyz`)).ok) {
        return;
      }
    } catch{
      // not yet
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  throw new Error('waarmerkd does not become ready');
}

async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST', body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}
  });
  return {status: response.status, body: await response.json()};
}

export class Node {
  static async start() {
    const home = mkdtempSync(join(tmpdir(), 'waarmerk-interop-'));
    const folder = join(home, 'node');
    const config = join(folder, 'waarmerk.toml');
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    waarmerk('org', 'init', '--dir', folder, '--name', 'Interop', '--did', 'key', '--url', base,
      '--generate-passphrase');
    for(const algorithm of algorithms) {
      waarmerk('key', 'add', algorithm, '--algorithm', algorithm, '--config', config);
    }
    const child = spawn(join(bin, 'waarmerkd'), ['--config', config], {
      stdio: 'ignore',
      env: {
        ...process.env, WAARMERK_LISTEN_PORT: `${port}`, WAARMERK_AUTH_OPEN_ON_LOOPBACK: 'true',
        WAARMERK_LIMITS_REQUESTS_PER_SECOND: '1000', WAARMERK_LIMITS_REQUESTS_BURST: '1000'
      }
    });
    await untilReady(base, child);
    const {issuers} = await (await fetch(`${base}/issuers`)).json();
    return new Node({home, base, child, issuers});
  }

  constructor(parts) {
    Object.assign(this, parts);
  }

  /** The DID of the key of this name. */
  did(key) {
    return this.issuers.find(issuer => issuer.name === key).id;
  }

  async issue(key, form, credential, options = {}) {
    const {status, body} = await post(`${this.base}/issuers/${key}/${form}/credentials/issue`,
      {credential, options});
    if(status !== 201) {
      throw new Error(`not issued: ${JSON.stringify(body)}`);
    }
    return body.verifiableCredential;
  }

  /** What the holder of a credential shows of it. */
  async derive(verifiableCredential, selectivePointers) {
    const {status, body} = await post(`${this.base}/credentials/derive`,
      {verifiableCredential, options: {selectivePointers}});
    if(status !== 201) {
      throw new Error(`not derived: ${JSON.stringify(body)}`);
    }
    return body.verifiableCredential;
  }

  /** Whether the node's API and the command line both find it genuine; they must agree. */
  async verifies(credential) {
    const {status} = typeof credential === 'string' ? {} :
      await post(`${this.base}/credentials/verify`, {verifiableCredential: credential});
    const exit = this.exitOf(credential);
    if(status !== undefined && (status === 200) !== (exit === 0)) {
      throw new Error(`the API says ${status}, and the command line ${exit}`);
    }
    return exit === 0;
  }

  async get(path) {
    return (await fetch(`${this.base}${path}`)).json();
  }

  /** What is not JSON, of the type that it has to be. */
  async getText(path, type) {
    const response = await fetch(`${this.base}${path}`, {headers: {Accept: type}});
    const told = response.headers.get('Content-Type');
    if(!response.ok || told !== type) {
      throw new Error(`${path}: ${response.status}, ${told}`);
    }
    return response.text();
  }

  async ownDid() {
    return (await this.get('/v1/node')).did;
  }

  /** By the organisation's own key, with a place in its status lists. */
  async issueOwn(credential) {
    const {status, body} = await post(`${this.base}/credentials/issue`, {credential});
    if(status !== 201) {
      throw new Error(`not issued: ${JSON.stringify(body)}`);
    }
    return body.verifiableCredential;
  }

  /** The id of a definition. */
  async define() {
    const {body} = await post(`${this.base}/v1/achievements`, {
      name: 'Taalmaatje', description: 'Voert een gewoon gesprek in het Nederlands.',
      achievementType: 'Competency', criteria: {narrative: 'Acht avonden, drie gesprekken.'}
    });
    return body.id;
  }

  /** A badge of somebody's, and what it is for. */
  async award(did, form) {
    const achievement = await this.define();
    const {status, body} = await post(`${this.base}/v1/badges`,
      {achievement, subject: {id: did}, form});
    if(status !== 201) {
      throw new Error(`not awarded: ${JSON.stringify(body)}`);
    }
    return {badge: body.credential, achievement};
  }

  /** A request to show badges. */
  async ask(what) {
    const {status, body} = await post(`${this.base}/v1/requests`, {purpose: 'A test', ...what});
    if(status !== 201) {
      throw new Error(`not asked: ${JSON.stringify(body)}`);
    }
    return body;
  }

  /** A badge for whoever has both codes; `claims` is what more it says. */
  async offer(options = {}, claims = {}) {
    const {status, body} = await post(`${this.base}/v1/offers`,
      {award: {achievement: await this.define(), ...claims}, ...options});
    if(status !== 201) {
      throw new Error(`not offered: ${JSON.stringify(body)}`);
    }
    return body;
  }

  /** Lets whoever waits for the offer have it. */
  async confirm({id}) {
    const {holder} = await this.get(`/v1/offers/${id}`);
    const {status, body} = await post(`${this.base}/v1/offers/${id}/confirm`, {holder});
    if(status !== 200) {
      throw new Error(`not confirmed: ${JSON.stringify(body)}`);
    }
  }

  /** For good. */
  async withdraw(credentialId) {
    const {status, body} = await post(`${this.base}/credentials/status`,
      {credentialId, credentialStatus: {statusPurpose: 'revocation'}, status: true});
    if(status !== 200) {
      throw new Error(`not withdrawn: ${JSON.stringify(body)}`);
    }
  }

  /** The command line's exit code; `documents` is what it may look into, by URL. */
  exitOf(credential, documents = {}) {
    const file = join(this.home, 'badge');
    const known = join(this.home, 'documents');
    writeFileSync(file, typeof credential === 'string' ? credential : JSON.stringify(credential));
    writeFileSync(known, JSON.stringify(documents));
    try {
      waarmerk('badge', 'verify', '--offline', '--documents', known, file);
      return 0;
    } catch(error) {
      return error.status;
    }
  }

  async stop() {
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.home, {recursive: true});
  }
}
