/** A table on paper: its first row is the head. Asked for when it is printed. */
export function PaperTable({ table }: { readonly table: () => readonly (readonly (string | number)[])[] }) {
  const [head = [], ...body] = table();
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell}>{cell}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((cells, index) => (
          <tr key={index}>
            {cells.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
