import { searchText } from '#libs/names';

/** What a message is searched by: made once, when the message is written. */
export const recipientSearchText = ({
  name,
  email,
}: {
  readonly name: string;
  readonly email: string;
}): string => searchText({ texts: [name], emails: [email] });
