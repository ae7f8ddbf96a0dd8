import { Fragment } from 'react';

/** An e-mail address that is broken, where it must be, after the @ and the dots, as people read it. */
export function EmailAddress({ children }: { readonly children: string }) {
  return (
    <bdi>
      {children.split(/(?<=[@.])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}
