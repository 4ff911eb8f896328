import { element } from './element.ts';
import type { PageWords } from './page-words.ts';
import type { SortOrder } from './row-order.ts';
import type { TableColumn } from './table-column.ts';
import { visibleWindow } from './visible-window.ts';

/** What a grid shows and whom it tells. */
export interface VirtualGridOptions<Row> {
  /** Starts the ids of its rows. */
  readonly id: string;
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly words: PageWords;
  readonly rows: readonly Row[];
  readonly order: SortOrder | undefined;
  /** Place of the row with the focus. */
  readonly active: number;
  onSort(column: TableColumn<Row>): void;
  /** The focus moved to a row. */
  onMove(place: number): void;
  /** A row was chosen: clicked, or entered. */
  onOpen(row: Row, withKey: boolean): void;
}

/** A table that draws only the rows in view, so that its cost does not grow with their number. */
export interface VirtualGrid {
  readonly root: HTMLElement;
  focus(): void;
  /** Draws every row, for printing. */
  drawAll(): void;
  /** Draws the rows in view again. */
  draw(): void;
}

/** See {@link VirtualGrid}. Drawing costs O(rows in view · columns). */
export function createVirtualGrid<Row>(options: VirtualGridOptions<Row>): VirtualGrid {
  const { id, columns, rows } = options;
  let active = Math.min(options.active, rows.length - 1);
  const drawn = new Map<number, HTMLElement>();
  const body = element('div', { class: 'body', attributes: { role: 'rowgroup' } });
  const head = element('div', {
    class: 'head',
    attributes: { role: 'rowgroup' },
    children: [headerRow(options)],
  });
  const root = element('div', {
    class: `grid ${id}`,
    attributes: {
      role: 'grid',
      tabindex: '0',
      'aria-label': options.label,
      'aria-rowcount': String(rows.length + 1),
      'aria-colcount': String(columns.length),
    },
    children: [head, body],
  });
  const rowHeight = (): number => Number.parseFloat(getComputedStyle(root).getPropertyValue('--row')) || 34;
  let height = 34;
  let frame = 0;

  const drawWindow = (from: number, to: number): void => {
    for (const [place, row] of drawn)
      if (place < from || place >= to) {
        row.remove();
        drawn.delete(place);
      }
    const added = document.createDocumentFragment();
    for (let place = from; place < to; place++) {
      if (drawn.has(place)) continue;
      const row = drawRow(options, rows[place], place);
      row.style.transform = `translateY(${place * height}px)`;
      row.classList.toggle('active', place === active);
      drawn.set(place, row);
      added.append(row);
    }
    body.append(added);
  };
  const draw = (): void => {
    frame = 0;
    const { from, to } = visibleWindow(root.scrollTop, root.clientHeight - head.offsetHeight, height, rows.length);
    drawWindow(from, to);
  };
  const measure = (): void => {
    const next = rowHeight();
    if (next !== height) {
      for (const row of drawn.values()) row.remove();
      drawn.clear();
      height = next;
    }
    body.style.height = `${rows.length * height}px`;
    draw();
    point();
  };
  /** Tells assistive techniques which row has the focus; a row that is not drawn cannot be named. */
  const point = (): void => {
    if (active >= 0 && drawn.has(active)) root.setAttribute('aria-activedescendant', `${id}-${active}`);
    else root.removeAttribute('aria-activedescendant');
  };
  const move = (to: number): void => {
    if (rows.length === 0) return;
    const before = active;
    active = Math.min(rows.length - 1, Math.max(0, to));
    const top = active * height;
    const view = root.clientHeight - head.offsetHeight;
    if (top < root.scrollTop) root.scrollTop = top;
    else if (top + height > root.scrollTop + view) root.scrollTop = top + height - view;
    draw();
    drawn.get(before)?.classList.remove('active');
    drawn.get(active)?.classList.add('active');
    point();
    options.onMove(active);
  };

  root.addEventListener('scroll', () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  });
  root.addEventListener('click', (event) => {
    const place = placeOf(event.target);
    if (place === undefined) return;
    move(place);
    options.onOpen(rows[place], false);
  });
  root.addEventListener('keydown', (event) => {
    // Keys on the buttons of the header are theirs.
    if (event.target !== root || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((root.clientHeight - head.offsetHeight) / height) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    if (event.key in steps) move(steps[event.key]);
    else if ((event.key === 'Enter' || event.key === ' ') && rows.length > 0) {
      move(Math.max(0, active));
      options.onOpen(rows[active], true);
    } else return;
    event.preventDefault();
  });
  new ResizeObserver(measure).observe(root);

  return {
    root,
    focus: () => root.focus(),
    draw: measure,
    drawAll: () => drawWindow(0, rows.length),
  };
}

function headerRow<Row>(options: VirtualGridOptions<Row>): HTMLElement {
  const { columns, words, order } = options;
  return element('div', {
    class: 'row',
    attributes: { role: 'row', 'aria-rowindex': '1' },
    children: columns.map((column) => {
      const isSorted = order?.column === column.key;
      const direction = isSorted ? (order.descending ? 'descending' : 'ascending') : 'none';
      const button = element('button', {
        text: words.texts.columns[column.key],
        attributes: { type: 'button' },
        onClick: () => options.onSort(column),
      });
      return element('div', {
        class: cellClass(column),
        attributes: { role: 'columnheader', 'aria-sort': direction },
        children: [button],
      });
    }),
  });
}

function drawRow<Row>(options: VirtualGridOptions<Row>, row: Row, place: number): HTMLElement {
  const { id, columns, words } = options;
  return element('div', {
    class: 'row',
    attributes: { role: 'row', id: `${id}-${place}`, 'aria-rowindex': String(place + 2) },
    children: columns.map((column) => {
      const cell = element('div', { class: cellClass(column), attributes: { role: 'gridcell' } });
      const share = column.bar?.(row);
      if (share !== undefined && share !== null) {
        const bar = element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } });
        bar.style.width = `${Math.round(share * 100)}%`;
        cell.append(bar);
      }
      // Isolated, so that text written from right to left stays in its cell.
      cell.append(element('bdi', { text: column.text(row, words) }));
      const mark = column.mark?.(row, words);
      if (mark !== undefined)
        cell.append(element('span', { class: 'mark', attributes: { role: 'img', 'aria-label': mark, title: mark } }));
      return cell;
    }),
  });
}

function cellClass<Row>(column: TableColumn<Row>): string {
  return `cell c-${column.key}${column.isNumber ? ' number' : ''}`;
}

function placeOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest('.body > .row') : null;
  return row ? Number(row.getAttribute('aria-rowindex')) - 2 : undefined;
}
