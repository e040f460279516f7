/** The Markdown that Teams shows in cards: bold, italics, links and lists. Everything else is text. */
export function toHtml(markdown: string): string {
  const lines = markdown.split('\n').map((line) => {
    const item = /^\s*[-*]\s+(.*)$/.exec(line);
    return item ? `<li>${inline(item[1] ?? '')}</li>` : inline(line);
  });
  return lines
    .join('<br>')
    .replaceAll(/(<li>.*<\/li>)/g, '<ul>$1</ul>')
    .replaceAll('</li><br><li>', '</li><li>');
}

/** Stands for what is finished HTML already; a sign for private use, which no text has. */
const MARK = '\ue000';

function inline(text: string): string {
  const kept: string[] = [];
  const keep = (html: string): string => `${MARK}${kept.push(html) - 1}${MARK}`;
  return escapeHtml(text.replaceAll(MARK, ''))
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!~|])/g, (_, sign: string) => keep(sign))
    .replaceAll(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, (_, words: string, url: string) =>
      keep(`<a href="${url}" target="_blank" rel="noopener">${words}</a>`),
    )
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/(^|\s)[*_]([^*_]+)[*_](?=\s|$|[.,;:!?])/g, '$1<em>$2</em>')
    .replaceAll(/\ue000(\d+)\ue000/g, (_, at: string) => kept[Number(at)] ?? '');
}

function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
