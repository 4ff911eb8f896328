import { element } from './element.ts';
import type { PageWords } from './page-words.ts';
import { orderRows, type SortOrder } from './row-order.ts';
import { matches, queryWords, searchable } from './row-search.ts';
import type { TableColumn } from './table-column.ts';
import { createVirtualGrid, type VirtualGrid } from './virtual-grid.ts';

/** What a reader has set in one table; kept while the language changes. */
export interface PanelState {
  query: string;
  /** Chosen value of each filter, empty = all. */
  chosen: string[];
  order: SortOrder | undefined;
  active: number;
}

/** A filter above a table. */
export interface PanelFilter<Row> {
  readonly label: string;
  readonly all: string;
  value(row: Row): string;
  words(value: string): string;
}

/** A table with its search, filters and order. */
export interface TablePanelOptions<Row> {
  readonly id: string;
  readonly label: string;
  readonly words: PageWords;
  readonly rows: readonly Row[];
  /** Which rows are not on the page; empty where all are. */
  readonly leftOut: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly filters: readonly PanelFilter<Row>[];
  readonly state: PanelState;
  /** What a search looks through besides the cells. */
  searchText(row: Row): string;
  /** The sums told beside the number of rows. */
  sums(rows: readonly Row[]): string;
  onMove(row: Row): void;
  onOpen(row: Row, withKey: boolean): void;
}

/** See {@link TablePanelOptions}. */
export interface TablePanel {
  readonly root: HTMLElement;
  readonly search: HTMLInputElement;
  focus(): void;
  drawAll(): void;
  draw(): void;
  /** Chooses the value of a filter. */
  choose(filter: number, value: string): void;
}

/** A fresh state without search, filter and order. */
export function emptyPanelState(filters: number): PanelState {
  return { query: '', chosen: new Array<string>(filters).fill(''), order: undefined, active: 0 };
}

/** Builds a panel. A search costs O(rows). */
export function createTablePanel<Row>(options: TablePanelOptions<Row>): TablePanel {
  const { words, rows, columns, filters, state } = options;
  const { texts } = words;
  // Numbers are sorted and filtered, not searched; to format them all would make the first key slow.
  const worded = columns.filter((column) => !column.isNumber);
  let haystacks: string[] | undefined;
  const haystackOf = (): string[] => {
    haystacks ??= rows.map((row) =>
      searchable(`${worded.map((column) => column.text(row, words)).join(' ')} ${options.searchText(row)}`),
    );
    return haystacks;
  };
  const count = element('p', { class: 'count', attributes: { role: 'status' } });
  const place = element('div', { class: 'table' });
  let grid: VirtualGrid;

  const chosenRows = (): readonly Row[] => {
    const asked = queryWords(state.query);
    const found = rows.filter(
      (row, at) =>
        filters.every((filter, f) => state.chosen[f] === '' || filter.value(row) === state.chosen[f]) &&
        (asked.length === 0 || matches(haystackOf()[at], asked)),
    );
    const { order } = state;
    const column = columns.find(({ key }) => key === order?.column);
    return order && column ? orderRows(found, (row) => column.sort(row, words), order.descending) : found;
  };
  const show = (): void => {
    const shown = chosenRows();
    grid = createVirtualGrid<Row>({
      id: options.id,
      label: options.label,
      columns,
      words,
      rows: shown,
      order: state.order,
      active: state.active,
      onSort: (by) => {
        sortBy(by);
        place.querySelector<HTMLElement>(`.head .c-${by.key} button`)?.focus();
      },
      onMove: (active) => {
        state.active = active;
        options.onMove(shown[active]);
      },
      onOpen: options.onOpen,
    });
    const words0 = rows.length === 0 ? texts.emptyTable : texts.nothingFound;
    place.replaceChildren(grid.root, ...(shown.length === 0 ? [element('p', { class: 'nothing', text: words0 })] : []));
    const number = texts.shown
      .replace('{shown}', words.formats.count(shown.length))
      .replace('{all}', words.formats.count(rows.length));
    count.textContent = [number, options.sums(shown)].filter((part) => part !== '').join(' · ');
    grid.draw();
  };
  const sortBy = (column: TableColumn<Row>): void => {
    const isAgain = state.order?.column === column.key;
    state.order = {
      column: column.key,
      descending: isAgain ? !state.order?.descending : Boolean(column.descendingFirst),
    };
    state.active = 0;
    sorter.value = column.key;
    show();
  };
  const changed = (): void => {
    state.active = 0;
    show();
  };

  const search = element('input', {
    attributes: {
      type: 'search',
      id: `${options.id}-search`,
      placeholder: texts.searchHint,
      autocomplete: 'off',
      spellcheck: 'false',
    },
  });
  search.value = state.query;
  search.addEventListener('input', () => {
    state.query = search.value;
    changed();
  });
  const selects = filters.map((filter, f) => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(filter.value(row), (counts.get(filter.value(row)) ?? 0) + 1);
    const values = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return chooser({
      id: `${options.id}-filter-${f}`,
      label: filter.label,
      items: [
        ['', filter.all],
        ...values.map(([value, n]): [string, string] => [value, `${filter.words(value)} (${words.formats.count(n)})`]),
      ],
      value: state.chosen[f],
      onChange: (value) => {
        state.chosen[f] = value;
        changed();
      },
    });
  });
  const sorting = chooser({
    id: `${options.id}-sort`,
    label: texts.sortBy,
    items: columns.map((column) => [column.key, `${texts.sortBy}: ${texts.columns[column.key]}`]),
    value: state.order?.column ?? columns[0].key,
    onChange: (key) => {
      const column = columns.find((candidate) => candidate.key === key);
      if (column) sortBy(column);
    },
  });
  sorting.root.classList.add('only-narrow');
  const sorter = sorting.select;
  const root = element('div', {
    class: 'table-panel',
    children: [
      element('div', {
        class: 'tools',
        children: [labelled(search, texts.search), ...selects.map((select) => select.root), sorting.root, count],
      }),
      options.leftOut === '' ? undefined : element('p', { class: 'left-out', text: options.leftOut }),
      place,
      hint(options),
    ],
  });
  show();
  return {
    root,
    search,
    focus: () => grid.focus(),
    draw: () => grid.draw(),
    drawAll: () => grid.drawAll(),
    choose: (filter, value) => {
      state.chosen[filter] = value;
      selects[filter].select.value = value;
      changed();
    },
  };
}

/** What the mark in the table means, and which keys work. */
function hint<Row>({ columns, words }: TablePanelOptions<Row>): HTMLElement {
  const { texts } = words;
  const hasMark = columns.some((column) => column.mark !== undefined);
  return element('p', {
    class: 'hint',
    children: [
      hasMark ? element('span', { class: 'mark', attributes: { 'aria-hidden': 'true' } }) : undefined,
      hasMark ? element('span', { text: `${texts.circumstances.habitual_late}. ` }) : undefined,
      element('span', { class: 'keys', text: texts.keys }),
    ],
  });
}

function labelled(control: HTMLElement, label: string): HTMLElement {
  return element('div', {
    class: 'field',
    children: [element('label', { text: label, attributes: { for: control.id } }), control],
  });
}

function chooser(parts: {
  readonly id: string;
  readonly label: string;
  readonly items: readonly (readonly [string, string])[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}): { root: HTMLElement; select: HTMLSelectElement } {
  const select = element('select', {
    attributes: { id: parts.id },
    children: parts.items.map(([value, text]) => element('option', { text, attributes: { value } })),
  });
  select.value = parts.value;
  select.addEventListener('change', () => parts.onChange(select.value));
  return { root: labelled(select, parts.label), select };
}
