"""The codebooks as a Word document: one table per group, one row per code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from idtool.codebook import Codebook
from idtool.codebook.schema import Code
from idtool.report.pages import Pages
from idtool.report.word_document import Strong

HEADER = (
    "Code",
    "Definition",
    "Belongs here",
    "Does not (use instead)",
    "People might say",
    "Near misses (use instead)",
)
_WIDTHS = (5.0, 5.0, 2.9, 5.1, 4.2, 5.1)  # ids of 22 letters are not broken
_MOST_EXAMPLES = 4  # of a code: the machine learns from all, a reader gets the idea from a few
_ORIGINS = {"study": "from the study", "literature": "from the literature", "emergent": "emergent"}


def codebook_document(books: Sequence[Codebook], document: Pages, *, study_title: str) -> bytes:
    """All codes with definition, boundaries, examples and near misses, on blank pages."""
    document.title("Codebook", study_title)
    total = sum(len(book.all_codes) for book in books)
    document.paragraph(
        f"{total} codes in {len(books)} codebooks. A code is a label for one idea in a stretch "
        "of talk. “Use instead” points to the code that a near miss belongs to. Examples are "
        "made up to show the wording; they are no quotations. All of them stand in the codebooks' "
        "files."
    )
    for number, book in enumerate(books):
        _write_book(document, book, new_page=number > 0)
    return document.to_bytes()


def _write_book(document: Pages, book: Codebook, *, new_page: bool) -> None:
    document.heading(book.focus, 1, new_page=new_page)
    if book.asks:
        document.paragraph(Strong("It asks: "), book.asks)
    document.paragraph(
        f"Codebook {book.id}, version {book.version}. Smallest stretch that gets a code: "
        f"{book.unit}.",
        style="Caption",
    )
    groups: dict[str, list[Code]] = {}
    for code in book.all_codes:
        groups.setdefault(code.group, []).append(code)
    for group, codes in groups.items():
        document.heading(group, 2)
        document.table(
            HEADER,
            [_row(code) for code in codes],
            _WIDTHS,
            about=f"Codes of the group {group}",
            style="Table Small",
            whole_rows=False,
        )
    if book.changes:
        document.heading("Changes", 2)
        document.bullets(
            (Strong(f"{item.version}: "), f"{item.change} Why: {item.why}") for item in book.changes
        )


def _row(code: Code) -> tuple[str, ...]:
    return (
        "\n".join(_naming(code)),
        f"{code.brief}\n{code.full}",
        "\n".join(f"• {item}" for item in code.include),
        "\n".join(f"• {rule.when}{_pointer(rule.use)}" for rule in code.exclude),
        "\n".join(_examples(code)),
        "\n".join(f"“{near.say}”{_pointer(near.is_)}" for near in code.not_examples),
    )


def _examples(code: Code) -> Iterator[str]:
    yield from (f"“{said}”" for said in code.examples[:_MOST_EXAMPLES])
    more = len(code.examples) - _MOST_EXAMPLES
    if more > 0:
        yield f"… and {more} more"


def _naming(code: Code) -> Iterator[str]:
    yield code.label
    yield code.id
    yield _ORIGINS[code.origin]
    if code.kind == "stance":
        yield "stance"
    if code.kinds == ["paired"]:
        yield "pairs only"
    if code.status == "retired":
        yield "retired"


def _pointer(code: str | None) -> str:
    return f" → {code}" if code else ""
