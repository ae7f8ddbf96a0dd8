/** Why a button did not do what it says, beside it. */
export function Problem({ of }: { readonly of: string | undefined }) {
  return (
    of !== undefined && (
      <p className="govuk-error-message" role="alert">
        {of}
      </p>
    )
  );
}
