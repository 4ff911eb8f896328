import type { FrequencyCap } from './legal-rules.ts';

/**
 * At most 7 calls in 7 days and none within 7 days after a conversation: the presumption of compliance of US Regulation
 * F, 12 CFR 1006.14(b)(2), for debt collectors and consumers; taken as a sensible cap elsewhere.
 */
export const GENERAL_FREQUENCY_CAP: FrequencyCap = { maximumCalls: 7, windowDays: 7, quietDaysAfterConversation: 7 };
