import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { Processes } from '../../src/store/processes.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { onEachDatabase, type Place } from './places.ts';

const SILENCE_MS = 15_000;

// The only clock that is read; that of the machine may be set as it will.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

onEachDatabase((here) => {
  /** A process at `place`, and a name on another machine that has beaten once: `beat` beats for it. */
  async function observer(): Promise<{ place: Place; processes: Processes; beat: () => Promise<unknown> }> {
    const place = await here();
    await (await openStore(place.options)).close();
    const { url, folder = '' } = place.options;
    const { database } = url ? openPostgres(url) : await openSqlite(folder, 1_000);
    onTestFinished(() => database.destroy());
    const processes = new Processes(database, SILENCE_MS);
    onTestFinished(() => processes.close());
    await place.run("INSERT INTO process (id, host, pid, beat) VALUES ('other', 'another machine', 1, 7)");
    return { place, processes, beat: () => place.run("UPDATE process SET beat = beat + 1 WHERE id = 'other'") };
  }

  /** Lets time pass in the steps in which a process looks after the others. */
  async function pass(ms: number, processes: Processes): Promise<void> {
    for (let passed = 0; passed < ms; passed += 5_000) {
      vi.advanceTimersByTime(Math.min(5_000, ms - passed));
      await processes.beat();
    }
  }

  describe('a process of another machine', () => {
    test('is alive until it has been silent for long enough', async () => {
      const { processes } = await observer();
      expect(await processes.isAlive('other')).toBe(true);
      await pass(SILENCE_MS - 1_000, processes);
      expect(await processes.isAlive('other')).toBe(true);
      await pass(1_000, processes);
      expect(await processes.isAlive('other')).toBe(false);
    });

    test('is alive as long as it beats, and again once it does', async () => {
      const { processes, beat } = await observer();
      for (let n = 0; n < 5; n++) {
        await pass(14_000, processes);
        await beat();
        expect(await processes.isAlive('other')).toBe(true);
      }
      await pass(20_000, processes);
      expect(await processes.isAlive('other')).toBe(false);
      await beat();
      expect(await processes.isAlive('other')).toBe(true);
    });

    test('is not dead because this one slept or could not reach the database', async () => {
      const { processes } = await observer();
      expect(await processes.isAlive('other')).toBe(true);
      vi.advanceTimersByTime(3_600_000);
      expect(await processes.isAlive('other')).toBe(true);
      await pass(SILENCE_MS, processes);
      expect(await processes.isAlive('other')).toBe(false);
    });

    test('is not dead because a clock was set, forward or back', async () => {
      const { processes, beat } = await observer();
      vi.useRealTimers();
      for (const hours of [0, 5, -5]) {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
        await beat();
        expect(await processes.isAlive('other')).toBe(true);
        vi.useRealTimers();
      }
    });

    test('is gone at once when it has closed its store', async () => {
      const { place, processes } = await observer();
      expect(await processes.isAlive('other')).toBe(true);
      await place.run("DELETE FROM process WHERE id = 'other'");
      expect(await processes.isAlive('other')).toBe(false);
    });

    test('is swept once it is dead, not before', async () => {
      const { place, processes } = await observer();
      await processes.enter('this');
      await processes.sweep();
      expect(await place.run('SELECT id FROM process ORDER BY id')).toEqual([{ id: 'other' }, { id: 'this' }]);
      await pass(SILENCE_MS, processes);
      await processes.sweep();
      expect(await place.run('SELECT id FROM process')).toEqual([{ id: 'this' }]);
    });
  });

  describe('this process', () => {
    test('beats by itself, and knows without the database that it is alive', async () => {
      vi.useRealTimers();
      vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
      const { place, processes } = await observer();
      await processes.enter('this');
      const beats = async (): Promise<unknown> => (await place.run("SELECT beat FROM process WHERE id = 'this'"))[0]?.beat;
      expect(await beats()).toBe(0);
      vi.advanceTimersByTime(SILENCE_MS / 3);
      while ((await beats()) === 0) await new Promise((resolve) => setImmediate(resolve));
      expect(await beats()).toBe(1);
      await place.run("DELETE FROM process WHERE id = 'this'");
      expect(await processes.isAlive('this')).toBe(true);
    });
  });
});
