/** A binary min-heap of items by a key, reused debtor after debtor. Entries may go stale: the caller skips them. */
export class ItemHeap {
  size = 0;
  #keys = new Float64Array(64);
  #items = new Int32Array(64);

  /** Empties it. */
  reset(): void {
    this.size = 0;
  }

  /** Key of the first entry; `size` > 0. */
  get topKey(): number {
    return this.#keys[0];
  }

  /** Item of the first entry; `size` > 0. */
  get topItem(): number {
    return this.#items[0];
  }

  /** Adds an entry. O(log size), O(1) for keys that arrive in ascending order. */
  push(key: number, item: number): void {
    if (this.size === this.#keys.length) this.#grow();
    const keys = this.#keys;
    const items = this.#items;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent] <= key) break;
      keys[at] = keys[parent];
      items[at] = items[parent];
      at = parent;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Drops the first entry; `size` > 0. O(log size). */
  pop(): void {
    const keys = this.#keys;
    const items = this.#items;
    const last = --this.size;
    const key = keys[last];
    const item = items[last];
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && keys[child + 1] < keys[child]) child++;
      if (keys[child] >= key) break;
      keys[at] = keys[child];
      items[at] = items[child];
      at = child;
    }
    keys[at] = key;
    items[at] = item;
  }

  #grow(): void {
    const keys = new Float64Array(this.#keys.length * 2);
    keys.set(this.#keys);
    this.#keys = keys;
    const items = new Int32Array(keys.length);
    items.set(this.#items);
    this.#items = items;
  }
}
