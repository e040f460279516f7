import assert from 'node:assert/strict';
import type { Unreadable } from '../../src/commands/unreadable.ts';

/** For stores in which everything is in order. */
export const unreadable: Unreadable = (key) => assert.fail(`${key} cannot be read`);
