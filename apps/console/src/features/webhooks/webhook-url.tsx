import { Fragment } from 'react';

/** An address that is broken after its slashes and dots where it must be. */
export function WebhookUrl({ children }: { readonly children: string }) {
  return (
    <bdi dir="ltr">
      {children.split(/(?<=[/.?&=])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}
