import { PayrhythmError } from '../../errors.ts';
import { EXACT_ONLINE } from './exact-online.ts';
import { ODOO } from './odoo.ts';
import type { Preset } from './preset.ts';
import { SAP_FI } from './sap-fi.ts';
import { XERO } from './xero.ts';

/** The exports that `--preset` knows. */
export const PRESETS: readonly Preset[] = [SAP_FI, ODOO, EXACT_ONLINE, XERO];

/** @throws {PayrhythmError} `USAGE` where there is no such preset. */
export function findPreset(name: string): Preset {
  const found = PRESETS.find((preset) => preset.name === name);
  if (!found)
    throw new PayrhythmError(
      'USAGE',
      `--preset ${name}: there is no such preset; there are ${PRESETS.map((preset) => preset.name).join(', ')}`,
    );
  return found;
}
