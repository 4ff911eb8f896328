import type { InvoiceMoments } from '../features/index.ts';
import type { Ledger } from '../ledger/index.ts';
import {
  type CashForecast,
  type EvaluateOptions,
  type Evaluation,
  type ExpectedCashRequest,
  evaluateLateness as evaluate,
  expectedCash as expectCash,
  type ForecastResult,
  forecastInvoices as forecast,
  type LatenessModel,
  type LatenessSearch,
  type SearchOptions,
  searchLatenessModel as search,
} from '../models/index.ts';
import { type ThreadOptions, withCrew } from './with-crew.ts';

/** `forecastInvoices` with the features worked out on several threads: the same forecasts, to the bit. */
export async function forecastInvoices(
  model: LatenessModel,
  ledger: Ledger,
  asked: InvoiceMoments,
  options: ThreadOptions = {},
): Promise<ForecastResult> {
  return await withCrew(options, (crew) => forecast(model, ledger, asked, undefined, crew));
}

/** `expectedCash` with the features worked out on several threads: the same amounts. Errors as there and at `startCrew`. */
export async function expectedCash({
  threads,
  ...request
}: Omit<ExpectedCashRequest, 'crew'> & ThreadOptions): Promise<CashForecast> {
  return await withCrew({ threads }, (crew) => expectCash({ ...request, crew }));
}

/** `evaluateLateness` with the model trained on several threads: the same scores. Errors as there and at `startCrew`. */
export async function evaluateLateness(
  ledger: Ledger,
  { threads, ...options }: Omit<EvaluateOptions, 'crew'> & ThreadOptions,
): Promise<Evaluation> {
  return await withCrew({ threads }, (crew) => evaluate(ledger, { ...options, crew }));
}

/** `searchLatenessModel` on several threads: the same search. Errors as there and at `startCrew`. */
export async function searchLatenessModel(
  ledger: Ledger,
  { threads, ...options }: Omit<SearchOptions, 'crew'> & ThreadOptions,
): Promise<LatenessSearch> {
  return await withCrew({ threads }, (crew) => search(ledger, { ...options, crew }));
}
