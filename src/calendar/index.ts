export * from './business-calendar.ts';
export * from './epoch-day.ts';
export * from './holidays.ts';
