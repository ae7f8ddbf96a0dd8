import { useText } from '../../i18n/use-text';

/** What people call a list: the name of its file. */
export function ListName({ fileName }: { readonly fileName: string | null }) {
  const t = useText();
  return fileName === null ? t('imports.pasted') : <bdi>{fileName}</bdi>;
}
