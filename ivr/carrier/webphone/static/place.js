// Where the reader of a list that grows is: at the first line that is new, and
// still there when the window changes.

export class Place {
  constructor(list) {
    this.list = list;
    this.at = null; // the line at the upper edge, or the one that should be
    this.own = 0; // where we scrolled ourselves
    list.addEventListener('scroll', () => this.moved());
    new ResizeObserver(() => this.restore()).observe(list);
  }

  /** Puts a line at the upper edge, or as near to it as the list can go. */
  show(line) {
    this.at = line;
    this.restore();
  }

  restore() {
    if (!this.at?.isConnected) return;
    this.list.scrollTop = top(this.at) - 4;
    this.own = this.list.scrollTop;
  }

  /** The reader scrolled: the line that is at the upper edge now counts. */
  moved() {
    if (Math.abs(this.list.scrollTop - this.own) < 2) return;
    this.own = this.list.scrollTop;
    const lines = [...this.list.children];
    const end = this.own + this.list.clientHeight >= this.list.scrollHeight - 2;
    this.at = end ? lines.at(-1) : lines.find((line) => top(line) + line.offsetHeight / 2 > this.own);
  }
}

/** How far below the beginning of its list a line is; the list is positioned. */
const top = (line) => line.offsetTop;
