import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { nodeFileSystem } from '../../src/common/node-runtime.js';
import { AllowedPaths } from '../../src/storage/formats/allowed-paths.js';
import { globMatcher } from '../../src/storage/formats/glob.js';
import { listFiles } from '../../src/storage/formats/list-files.js';

describe('paths of files', () => {
  let root: string;
  let inside: string;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'conduct-paths-'));
    inside = join(root, 'inside');
    await mkdir(join(inside, 'sub', 'deep'), { recursive: true });
    await mkdir(join(root, 'outside'));
    await mkdir(join(root, 'inside-not'));
    for (const name of [
      'outside/secret.csv',
      'inside-not/secret.csv',
      'secret.csv',
      'inside/a.csv',
      'inside/sub/b.csv',
      'inside/sub/deep/c.csv',
    ]) {
      await writeFile(join(root, name), 'x\n1\n');
    }
    for (const [from, to] of [
      ['../outside/secret.csv', 'link.csv'],
      ['../outside', 'folder'],
      ['..', 'up'],
      ['/', 'top'],
      ['/etc/passwd', 'passwd.csv'],
      ['/proc/self', 'self'],
      ['link.csv', 'again.csv'],
      ['../../outside/secret.csv', 'sub/link.csv'],
    ] as const) {
      await symlink(from, join(inside, to));
    }
  });

  after(() => rm(root, { recursive: true, force: true }));

  const list = (paths: readonly string[]): Promise<readonly { readonly path: string }[]> =>
    listFiles({ fs: nodeFileSystem, objects: null, allowed: new AllowedPaths(nodeFileSystem, [inside]) }, paths);

  /** Ways to what is outside: written so, through links, through patterns, and what the system keeps. */
  const attempts = (): string[] => {
    const targets = ['outside/secret.csv', 'secret.csv', 'inside-not/secret.csv', 'outside', 'outside/*', 'inside-not', '*', '**'];
    const written = targets.flatMap((target) => [
      `../${target}`,
      `sub/../../${target}`,
      `./sub/./../../${target}`,
      `sub//deep/..//..//../${target}`,
      join(root, target),
      `${inside}/../${target}`,
      `${inside}/sub/deep/../../../${target}`,
    ]);
    const links = [
      'link.csv',
      'again.csv',
      'sub/link.csv',
      'passwd.csv',
      'folder',
      'folder/secret.csv',
      'folder/*',
      'folder/*.csv',
      'folder/./secret.csv',
    ];
    const through = [
      'up/secret.csv',
      'up/outside/secret.csv',
      'up/*/secret.csv',
      'top/etc/passwd',
      'top/etc/pass*',
      'top/proc/self/environ',
      'self/environ',
      'self/*',
    ];
    const patterns = [
      'lin?.csv',
      'l*.csv',
      '[l]ink.csv',
      '{link,a}.csv',
      'fold*/secret.csv',
      'f*/*',
      '**/link.csv',
      '**/secret.csv',
      'sub/*ink.csv',
      '**',
    ];
    const system = [
      '/etc/passwd',
      '/etc/*',
      '/proc/self/environ',
      '/proc/self/maps',
      '/proc/*/cmdline',
      '/proc/1/root/etc/passwd',
      '/sys/kernel',
      '/dev/zero',
      '/dev/stdin',
      '/',
      '/*',
      '/**',
      '..',
      '../',
      '/tmp',
      '/tmp/*',
      '/root/.bashrc',
      '/usr/../etc/hostname',
    ];
    return [...written, ...links, ...through, ...patterns, ...system];
  };

  it('are refused in a hundred attempts to leave the allowed folders', async () => {
    const tried = attempts();
    expect(tried.length).to.be.at.least(100);
    for (const path of tried) {
      const failure = await list([path]).then(
        (files) => files.map((file) => file.path).join(),
        (error: unknown) => error,
      );
      if (failure instanceof ConductError) {
        // What a pattern or link ends at may be no file at all.
        expect(failure.code, `${path}: ${failure.message}`).to.equal('42501');
      } else expect.fail(`${path} gave ${String(failure)}`);
    }
  });

  it('are refused by workers as they are by the conductor, and must be real there', async () => {
    const allowed = new AllowedPaths(nodeFileSystem, [inside]);
    await allowed.check(join(inside, 'a.csv'));
    for (const path of [
      join(root, 'secret.csv'),
      join(inside, 'link.csv'),
      join(inside, 'folder/secret.csv'),
      '/etc/passwd',
      '/proc/self/environ',
    ]) {
      let code = '';
      await allowed.check(path).catch((error: unknown) => {
        code = error instanceof ConductError ? error.code : '';
      });
      expect(code, path).to.equal('42501');
    }
  });

  it('are never those of the system, not even where everything is allowed', async () => {
    const all = new AllowedPaths(nodeFileSystem, ['/']);
    expect(() => all.written('/proc/self/environ')).to.throw(ConductError);
    expect(() => all.written('/dev/zero')).to.throw(ConductError);
    expect(all.written(join(root, 'secret.csv'))).to.equal(join(root, 'secret.csv'));
  });

  it('are not those of folders inside that are denied, as the server’s own data is', async () => {
    const denied = join(inside, 'sub');
    const allowed = new AllowedPaths(nodeFileSystem, [inside], [denied]);
    expect(() => allowed.written('sub/deep/c.csv'))
      .to.throw(ConductError)
      .with.property('code', '42501');
    expect(() => allowed.written('x/../sub/deep/c.csv'))
      .to.throw(ConductError)
      .with.property('code', '42501');
    expect(() => allowed.written(denied))
      .to.throw(ConductError)
      .with.property('code', '42501');
    await allowed.check(join(inside, 'a.csv'));
    // A pattern that leads there does not get in.
    const failure = await listFiles({ fs: nodeFileSystem, objects: null, allowed }, ['*/deep/*.csv']).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(ConductError).with.property('code', '42501');
  });

  it('are found in folders and by patterns inside', async () => {
    const names = async (path: string): Promise<string[]> => (await list([path])).map((file) => file.path.slice(inside.length + 1));
    expect(await names('a.csv')).to.deep.equal(['a.csv']);
    expect(await names('sub/deep')).to.deep.equal(['sub/deep/c.csv']);
    expect(await names('sub/d*/*.csv')).to.deep.equal(['sub/deep/c.csv']);
    expect(await names('{a,z}.csv')).to.deep.equal(['a.csv']);
    expect(await names(`${inside}/sub/../a.csv`)).to.deep.equal(['a.csv']);
    expect(await names('sub/deep/**/*.csv')).to.deep.equal(['sub/deep/c.csv']);
  });

  it('match patterns in time that does not explode', () => {
    const matches = globMatcher(`${'*a'.repeat(60)}*b`);
    expect(matches('a'.repeat(250))).to.equal(false);
    expect(matches(`${'a'.repeat(250)}b`)).to.equal(true);
    expect(globMatcher('[!a-c]?.{csv,txt}')('dx.txt')).to.equal(true);
    expect(globMatcher('[!a-c]?.{csv,txt}')('bx.txt')).to.equal(false);
  });
});
