/** placeholder replaced by the sql frontend */
export type Statement = { readonly kind: string };
