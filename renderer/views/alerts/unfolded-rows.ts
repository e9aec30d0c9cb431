import type { RowSource } from '../../widgets/table/column.ts';

/** The rows of a board with the members of one fold right under it, without copying either. */
export function unfolded<Row extends { readonly id: string }>(
  board: RowSource<Row>,
  fold: string | null,
  members: RowSource<Row>,
): RowSource<Row> {
  const place = fold === null ? -1 : board.indexOf(fold);
  if (place < 0) return board;
  const { length } = members;
  return {
    length: board.length + length,
    at(index) {
      if (index <= place) return board.at(index);
      return index <= place + length ? members.at(index - place - 1) : board.at(index - length);
    },
    indexOf(id) {
      const own = board.indexOf(id);
      if (own >= 0) return own <= place ? own : own + length;
      const inside = members.indexOf(id);
      return inside < 0 ? -1 : place + 1 + inside;
    },
  };
}
