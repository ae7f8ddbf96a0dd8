/** As Open XML writes truth. */
export const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true' || text === 'on';
