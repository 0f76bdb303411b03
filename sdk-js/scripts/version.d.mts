export const version: string;
export const define: Record<string, string>;
