import type { ButtonProps } from '@cloudscape-design/components/button';

/** Red, for a primary button whose action can't be undone. Cloudscape has no variant for it. */
export const destructiveStyle: ButtonProps.Style = {
  root: {
    background: {
      default: 'var(--destructive)',
      hover: 'var(--destructive-hover)',
      active: 'var(--destructive-hover)',
    },
    borderColor: {
      default: 'var(--destructive)',
      hover: 'var(--destructive-hover)',
      active: 'var(--destructive-hover)',
    },
    color: {
      default: 'var(--on-destructive)',
      hover: 'var(--on-destructive)',
      active: 'var(--on-destructive)',
    },
  },
};

/** Red text, for the link that opens a destructive dialog. */
export const destructiveLinkStyle: ButtonProps.Style = {
  root: {
    color: {
      default: 'var(--destructive-text)',
      hover: 'var(--destructive-text-hover)',
      active: 'var(--destructive-text-hover)',
    },
  },
};

/** Red text and border, for a normal button that opens a destructive dialog. */
export const destructiveButtonStyle: ButtonProps.Style = {
  root: {
    ...destructiveLinkStyle.root,
    borderColor: {
      default: 'var(--destructive-text)',
      hover: 'var(--destructive-text-hover)',
      active: 'var(--destructive-text-hover)',
    },
  },
};
