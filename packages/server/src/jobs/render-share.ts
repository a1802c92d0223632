/** Shares of the whole that the stages before and after the render take; measured on clips of 30 s. */
export const RENDER_FROM = 0.05
export const RENDER_TO = 0.95
