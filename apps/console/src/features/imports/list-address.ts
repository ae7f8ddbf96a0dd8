/** The address's word for the list that is open */
export const OPEN = 'list';

/** The address of one list. */
export const listAddress = (id: string) => ({
  pathname: '/imports',
  search: new URLSearchParams({ [OPEN]: id }).toString(),
});
