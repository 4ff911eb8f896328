import { createCard } from './card.ts';
import { createCharts } from './charts.ts';
import { element } from './element.ts';
import type { PageRows } from './page-rows.ts';
import { wordsOf } from './page-words.ts';
import { createRunFacts } from './run-facts.ts';
import { createSummary } from './summary.ts';
import { emptyPanelState, type TablePanel } from './table-panel.ts';
import { createActionPanel, createCallPanel, createSuppressedPanel, type PanelHost } from './tables.ts';
import { createTabs, TAB_NAMES, type TabName } from './tabs.ts';
import type { LanguageCode } from './texts/index.ts';
import { createTopBar } from './top-bar.ts';

/** Screens on which a card covers the page. */
const NARROW = '(max-width: 760px)';

/** Builds the page into `root` and keeps it: a change of language builds it again in its present state. */
export function startApp(root: HTMLElement, page: PageRows, first: LanguageCode): void {
  const state = {
    language: first,
    tab: 'calls' as TabName,
    panels: { calls: emptyPanelState(2), suppressed: emptyPanelState(1), actions: emptyPanelState(1) },
    cardOf: undefined as string | undefined,
  };
  let panels: Partial<Record<TabName, TablePanel>> = {};
  let focusOf: () => void = () => {};

  const render = (): void => {
    const words = wordsOf(state.language);
    const { texts } = words;
    document.documentElement.lang = state.language;
    document.title = `${texts.title} ${page.data.asOf}`;
    panels = {};
    const side = element('div', { class: 'side' });
    const bar = createTopBar(words, page.data, (language) => {
      state.language = language;
      render();
      document.getElementById('language')?.focus();
    });
    const summary = createSummary(page, words);

    const closeCard = (): void => {
      if (state.cardOf === undefined) return;
      const hadFocus = side.contains(document.activeElement);
      state.cardOf = undefined;
      side.replaceChildren();
      root.classList.remove('has-card');
      cover(false);
      if (hadFocus) panels[state.tab]?.focus();
    };
    /** What lies under a card that covers the page is out of reach until it is closed. */
    const cover = (isCovered: boolean): void => {
      for (const part of [bar, summary, tabs.list, tabs.panels]) part.toggleAttribute('inert', isCovered);
    };
    const openCard = (debtorId: string, takesFocus: boolean): void => {
      state.cardOf = debtorId;
      const card = createCard(page.subject(debtorId), { currency: page.data.currency, words, onClose: closeCard });
      side.replaceChildren(card);
      root.classList.add('has-card');
      const isNarrow = matchMedia(NARROW).matches;
      cover(isNarrow);
      if (takesFocus || isNarrow) card.focus();
    };
    const host: PanelHost = {
      words,
      page,
      onMove: (debtorId) => {
        if (state.cardOf !== undefined) openCard(debtorId, false);
      },
      onOpen: openCard,
    };
    const show = (name: TabName): HTMLElement => {
      const panel =
        name === 'calls'
          ? createCallPanel(host, state.panels.calls)
          : name === 'suppressed'
            ? createSuppressedPanel(host, state.panels.suppressed)
            : name === 'actions'
              ? createActionPanel(host, state.panels.actions)
              : undefined;
      if (panel) {
        panels[name] = panel;
        return panel.root;
      }
      return name === 'charts' ? createCharts(page.data, words) : createRunFacts(page.data, words);
    };
    const tabs = createTabs({
      words,
      counts: {
        calls: page.data.totals.calls,
        suppressed: page.data.totals.leftAlone,
        actions: page.data.totals.actions,
      },
      active: state.tab,
      show,
      onChange: (name) => {
        closeCard();
        state.tab = name;
      },
    });
    focusOf = () => panels[state.tab]?.search.focus();
    root.replaceChildren(bar, summary, tabs.list, element('main', { children: [tabs.panels, side] }));
    root.onkeydown = (event) => {
      if (event.key === 'Escape' && state.cardOf !== undefined) {
        closeCard();
        event.preventDefault();
      }
    };
    if (state.cardOf !== undefined) openCard(state.cardOf, false);
    panels[state.tab]?.draw();
  };

  document.addEventListener('keydown', (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key !== '/' || isTyping || !TAB_NAMES.includes(state.tab)) return;
    focusOf();
    event.preventDefault();
  });
  // Paper shows every row of the open table, not the ones that were in view.
  window.addEventListener('beforeprint', () => panels[state.tab]?.drawAll());
  window.addEventListener('afterprint', () => panels[state.tab]?.draw());
  render();
}
