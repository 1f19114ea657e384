"""The same pages as one self-contained web page: no script, nothing from outside."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape

from idtool.report.word_document import INVENTED, Part, Strong
from idtool.report.word_package import DocumentFacts

_LOOK = """
:root{color-scheme:light dark;--ink:#1d2733;--head:#0f3d5e;--line:#9aa7b3;--soft:#f1f4f7;
--page:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--head:#a9cdea;--line:#5d6b78;--soft:#202a33;
--page:#141b21}}
html{background:var(--page);color:var(--ink)}
body{font:17px/1.55 system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif;max-width:46rem;
margin:2rem auto;padding:0 1.1rem}
h1,h2,h3{color:var(--head);line-height:1.25;margin:2em 0 .5em}h1{font-size:1.9rem;margin-top:0}
h2{font-size:1.35rem;border-bottom:1px solid var(--line);padding-bottom:.2em}h3{font-size:1.1rem}
.subtitle{margin-top:-.6em;opacity:.8}.banner{border:2px solid var(--head);padding:.5em .8em;
font-weight:600}
blockquote{margin:1em 0 0;padding:.1em 0 .1em 1em;border-left:4px solid var(--line)}
.source,figcaption,footer{font-size:.88rem;opacity:.85}.source{margin:.2em 0 1em 1.25em}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem;margin:1em 0}
caption{text-align:left;font-size:.88rem;padding-bottom:.3em}
th,td{text-align:left;vertical-align:top;padding:.4em .6em;border-bottom:1px solid var(--line)}
th{background:var(--soft)}td.right,th.right{text-align:right}
figure{margin:1.5em 0}img{max-width:100%;height:auto;background:#fff}
footer{border-top:1px solid var(--line);margin-top:3em;padding-top:.6em}
@media print{body{max-width:none;margin:0;font-size:11pt}h2,h3,caption,thead{break-after:avoid}
tr,blockquote,figure{break-inside:avoid}}
""".strip()

_CLASSES = {"Banner": "banner", "Subtitle": "subtitle", "Source": "source"}


class HtmlDocument:
    """A page that grows from top to bottom, with the same words as the Word file.

    A ``tag`` becomes an ``id``, so that a place can be linked.
    """

    def __init__(self, facts: DocumentFacts) -> None:
        self.facts = facts
        self._body: list[str] = []
        self._listing = False
        if facts.invented:
            self.paragraph(INVENTED, style="Banner")

    def to_bytes(self) -> bytes:
        """The page as UTF-8."""
        footer = " · ".join(part for part in (self.facts.footer, self.facts.made) if part)
        page = (
            f'<!doctype html>\n<html lang="{escape(self.facts.language)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "img-src data:; style-src 'unsafe-inline'\">\n"
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{escape(self.facts.title)}</title>\n<style>\n{_LOOK}\n</style>\n</head>\n"
            "<body>\n<main>\n" + "\n".join(self._body) + "\n</main>\n"
            f"<footer>{escape(footer)}</footer>\n</body>\n</html>\n"
        )
        return page.encode("utf-8")

    def title(self, words: str, subtitle: str = "") -> None:
        """The title, and a line below it."""
        self._body.append(f"<h1>{escape(words)}</h1>")
        if subtitle:
            self.paragraph(subtitle, style="Subtitle")

    def heading(self, words: str, level: int = 1, *, new_page: bool = False, tag: str = "") -> None:
        """A heading; the title takes the first level."""
        del new_page
        self._body.append(f"<h{level + 1}{_id(tag)}>{escape(words)}</h{level + 1}>")

    def paragraph(self, *parts: Part, style: str = "Normal", tag: str = "") -> None:
        """A paragraph of plain and strong words."""
        named = f' class="{_CLASSES[style]}"' if style in _CLASSES else ""
        self._body.append(f"<p{named}{_id(tag)}>{_inline(parts)}</p>")

    def bullets(self, items: Iterable[Sequence[Part]]) -> None:
        """A list, one item per sequence of words."""
        made = "\n".join(f"<li>{_inline(parts)}</li>" for parts in items)
        if made:
            self._body.append(f"<ul>\n{made}\n</ul>")

    def quotation(self, words: str, source: str, *, tag: str = "") -> None:
        """Somebody's words, and where they stand below."""
        self._body.append(f"<blockquote{_id(tag)}><p>“{_lines(words)}”</p></blockquote>")
        self.paragraph(source, style="Source")

    def table(
        self,
        header: Sequence[str],
        rows: Iterable[Sequence[str]],
        widths: Sequence[float],
        *,
        about: str,
        style: str = "Table Text",
        right: Sequence[int] = (),
        whole_rows: bool = True,
    ) -> None:
        """A table with its heads marked as such."""
        del style, whole_rows
        total = sum(widths)
        columns = "".join(f'<col style="width:{100 * w / total:.1f}%">' for w in widths)
        heads = "".join(
            f'<th scope="col"{_side(n, right)}>{escape(word)}</th>' for n, word in enumerate(header)
        )
        body = "\n".join(
            "<tr>"
            + "".join(f"<td{_side(n, right)}>{_lines(word)}</td>" for n, word in enumerate(row))
            + "</tr>"
            for row in rows
        )
        self._body.append(
            f'<div class="scroll" tabindex="0"><table>\n<caption>{escape(about)}</caption>\n'
            f"<colgroup>{columns}</colgroup>\n<thead><tr>{heads}</tr></thead>\n"
            f"<tbody>\n{body}\n</tbody>\n</table></div>"
        )

    def figure(self, png: bytes, *, alt_text: str, caption: str, width: float = 1.0) -> None:
        """A picture inside the page, with words for those who do not see it."""
        data = base64.b64encode(png).decode("ascii")
        self._body.append(
            f'<figure><img src="data:image/png;base64,{data}" alt="{escape(alt_text)}" '
            f'style="width:{100 * width:.0f}%"><figcaption>{escape(caption)}</figcaption></figure>'
        )

    def boxes(self, fields: Sequence[tuple[str, str]], *, about: str, height: int = 700) -> None:
        """What is asked; a web page is answered by mail or on paper."""
        del about, height
        for tag, label in fields:
            self._body.append(f"<p{_id(tag)}><em>{escape(label)}</em></p>")

    def lead(self, words: str) -> None:
        """A line that leads to what stands below it."""
        self.paragraph(words)

    def lead_in(self, words: str) -> None:
        """The same in bold."""
        self.paragraph(Strong(words))


def _inline(parts: Sequence[Part]) -> str:
    return "".join(
        f"<strong>{_lines(part.words)}</strong>" if isinstance(part, Strong) else _lines(part)
        for part in parts
    )


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _id(tag: str) -> str:
    return f' id="{escape(tag.removeprefix("idtool:").replace(":", "-"))}"' if tag else ""


def _side(column: int, right: Sequence[int]) -> str:
    return ' class="right"' if column in right else ""
