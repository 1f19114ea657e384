"""Small PDFs built by hand: text at places on pages, in Helvetica or its bold."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

Placed = tuple[float, float, str] | tuple[float, float, str, bool]
"""Where a line begins (from the left, from below), its words, and whether they are bold."""
_HEIGHT = 792


def pdf_file(
    *pages: Sequence[Placed], title: str = "", pictures: bool = False, locked: bool = False,
    notes: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """A PDF with a text layer; with ``pictures``, each page is a picture as well."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body if isinstance(body, bytes) else body.encode("cp1252"))
        return len(objects)

    fonts = [
        add(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
        for name in ("Helvetica", "Helvetica-Bold")
    ]
    image = add(_stream(b"\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
                        "/ColorSpace/DeviceGray"))  # fmt: skip
    parent = len(objects) + 2 * len(pages) + len(notes) + 1
    kids = []
    for at, page in enumerate(pages):
        content = add(_stream(_drawn(page, pictures=pictures), ""))
        marks = ""
        if at == 0 and notes:
            marked = [
                add(f"<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/Contents({_told(each)})"
                    "/T(Karl Kaus)>>")
                for each in notes
            ]  # fmt: skip
            marks = f"/Annots[{' '.join(f'{each} 0 R' for each in marked)}]"
        kids.append(
            add(f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 612 {_HEIGHT}]/Contents "
                f"{content} 0 R{marks}/Resources<</Font<</F0 {fonts[0]} 0 R/F1 {fonts[1]} 0 R>>"
                f"/XObject<</I0 {image} 0 R>>>>>>")
        )  # fmt: skip
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    tree = add(f"<</Type/Pages/Count {len(kids)}/Kids[{listed}]>>")
    assert tree == parent
    root = add(f"<</Type/Catalog/Pages {tree} 0 R>>")
    trailer = f"/Root {root} 0 R"
    if title:
        trailer += f"/Info {add(f'<</Title({_told(title)})>>')} 0 R"
    if locked:
        sealed = "<" + "5a" * 32 + ">"
        guard = add(f"<</Filter/Standard/V 1/R 2/P -4/O{sealed}/U{sealed}>>")
        trailer += f"/Encrypt {guard} 0 R/ID[<00><00>]"
    return _written(objects, trailer)


def typed(
    talk: Sequence[tuple[str, str]], *, across: int = 76, deep: int = 40, head: str = "",
    foot: str = "",
) -> bytes:  # fmt: skip
    """A talk typed on pages, each turn broken at a width, pages broken where they are full."""
    lines = [line for label, text in talk for line in [*wrap(f"{label}: {text}", across), ""]]
    pages = []
    for number, start in enumerate(range(0, len(lines), deep), start=1):
        part = lines[start : start + deep]
        page: list[Placed] = [(72.0, 700.0 - 15 * at, line) for at, line in enumerate(part) if line]
        if head:
            page.insert(0, (72.0, 760.0, head))
        if foot:
            page.append((280.0, 30.0, foot.replace("#", str(number))))
        pages.append(page)
    return pdf_file(*pages)


def _drawn(page: Sequence[Placed], *, pictures: bool) -> bytes:
    picture = f"q 612 0 0 {_HEIGHT} 0 0 cm /I0 Do Q\n" if pictures else ""
    text = "".join(
        f"BT /F{int(bool(each[3:] and each[3]))} 10 Tf 1 0 0 1 {each[0]} {each[1]} Tm "
        f"({_told(each[2])}) Tj ET\n"
        for each in page
    )
    return (picture + text).encode("cp1252")


def _told(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _stream(data: bytes, keys: str) -> bytes:
    head = f"<</Length {len(data)}{keys}>>\nstream\n"
    return head.encode() + data + b"\nendstream"


def _written(objects: Sequence[bytes], trailer: str) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    end = f"trailer<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{table}\n%%EOF\n"
    return data + end.encode()
