import type { Ref } from 'react';
import type { Block, Inline } from './markdown.ts';
import styles from './manual.module.css';

function Runs({ parts }: { readonly parts: readonly Inline[] }) {
  return parts.map((part, index) => {
    switch (part.is) {
      case 'text':
        return part.text;
      case 'code':
        return <code key={index}>{part.text}</code>;
      case 'strong':
        return (
          <strong key={index}>
            <Runs parts={part.parts} />
          </strong>
        );
      case 'link':
        return (
          <a key={index} href={`#/manual/${part.to}`}>
            <Runs parts={part.parts} />
          </a>
        );
    }
  });
}

/** One block of the manual as elements; text stays text (R21). `mark` is given the element of a heading. */
export function ManualBlock({ block, mark }: { readonly block: Block; readonly mark: Ref<HTMLHeadingElement> }) {
  switch (block.is) {
    case 'heading': {
      const Tag = `h${block.level}` as const;
      return (
        <Tag ref={mark} data-id={block.id}>
          <Runs parts={block.parts} />
        </Tag>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Runs parts={block.parts} />
        </p>
      );
    case 'code':
      return <pre tabIndex={0}>{block.text}</pre>;
    case 'list': {
      const Tag = block.ordered ? 'ol' : 'ul';
      return (
        <Tag>
          {block.items.map((parts, index) => (
            <li key={index}>
              <Runs parts={parts} />
            </li>
          ))}
        </Tag>
      );
    }
    case 'table':
      return (
        <div className={styles.table}>
          <table>
            <thead>
              <tr>
                {block.head.map((parts, index) => (
                  <th key={index} scope="col">
                    <Runs parts={parts} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((cells, row) => (
                <tr key={row}>
                  {cells.map((parts, index) => (
                    <td key={index}>
                      <Runs parts={parts} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}
