import { element } from './element.ts';
import type { PageWords } from './page-words.ts';

/** Parts of the page, in order. */
export const TAB_NAMES = ['calls', 'suppressed', 'actions', 'charts', 'run'] as const;
/** One of {@link TAB_NAMES}. */
export type TabName = (typeof TAB_NAMES)[number];

/** What tabs show. */
export interface TabsOptions {
  readonly words: PageWords;
  /** Rows told beside the names. */
  readonly counts: Partial<Record<TabName, number>>;
  readonly active: TabName;
  /** Builds the content of a tab; called when it is opened. */
  show(name: TabName): HTMLElement;
  onChange(name: TabName): void;
}

/** A list of tabs and the place where the open one shows; arrow keys move between tabs. */
export function createTabs(options: TabsOptions): { readonly list: HTMLElement; readonly panels: HTMLElement } {
  const { words, counts } = options;
  const { texts, formats } = words;
  const panel = element('div', { class: 'panel', attributes: { role: 'tabpanel', id: 'panel' } });
  const buttons = TAB_NAMES.map((name) =>
    element('button', {
      attributes: { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'panel' },
      onClick: () => open(name, true),
      children: [
        element('span', { text: texts.tabs[name] }),
        counts[name] === undefined ? undefined : element('span', { class: 'badge', text: formats.count(counts[name]) }),
      ],
    }),
  );
  const open = (name: TabName, tell: boolean): void => {
    TAB_NAMES.forEach((other, at) => {
      buttons[at].setAttribute('aria-selected', String(other === name));
      buttons[at].tabIndex = other === name ? 0 : -1;
    });
    if (tell) options.onChange(name);
    panel.setAttribute('aria-labelledby', `tab-${name}`);
    panel.dataset['tab'] = name;
    // Tables bring focus of their own; the others are scrolled by keys as a whole.
    panel.tabIndex = name === 'charts' || name === 'run' ? 0 : -1;
    panel.replaceChildren(options.show(name));
  };
  const list = element('div', {
    class: 'tabs',
    attributes: { role: 'tablist', 'aria-label': texts.tabs.label },
    children: buttons,
  });
  list.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const to =
      event.key === 'ArrowRight'
        ? at + 1
        : event.key === 'ArrowLeft'
          ? at - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? buttons.length - 1
              : undefined;
    if (at < 0 || to === undefined) return;
    const next = (to + buttons.length) % buttons.length;
    open(TAB_NAMES[next], true);
    buttons[next].focus();
    event.preventDefault();
  });
  open(options.active, false);
  return { list, panels: panel };
}
