/** The member states of ASEAN since 26 October 2025, in the order in which tables show them. */
export const MEMBER_STATES = ['BN', 'KH', 'ID', 'LA', 'MY', 'MM', 'PH', 'SG', 'TH', 'TL', 'VN'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** Whether a jurisdiction is a member state (rather than ASEAN, UN or INTL). */
export function isMemberState(jurisdiction: string): jurisdiction is MemberState {
  return (MEMBER_STATES as readonly string[]).includes(jurisdiction);
}
