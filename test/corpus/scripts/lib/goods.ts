export const pathOf = (id: number): string => `/goods/${id}`;
