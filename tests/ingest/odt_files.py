"""OpenDocument texts built by hand from their XML."""

from __future__ import annotations

from tests.ingest.word_files import zipped

_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
        ("meta", "meta"), ("manifest", "manifest"),
    )
) + f" {_DC}"  # fmt: skip
TEXT_KIND = "application/vnd.oasis.opendocument.text"


def p(inner: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def span(inner: str, style: str) -> str:
    """A stretch of text in a style."""
    return f'<text:span text:style-name="{style}">{inner}</text:span>'


def text_style(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    """A style; ``properties`` are attributes of its letters."""
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{above}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def content(*blocks: str, styles: str = "") -> str:
    """The XML of ``content.xml``."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(blocks)}</office:text></office:body>"
        "</office:document-content>"
    )


def odt_file(
    *blocks: str, styles: str = "", common: str = "", meta: str = "", manifest: str = ""
) -> bytes:
    """An OpenDocument text of blocks of XML."""
    parts = {"mimetype": TEXT_KIND, "content.xml": content(*blocks, styles=styles)}
    if common:
        parts["styles.xml"] = (
            f'<?xml version="1.0"?><office:document-styles {NAMES}>{common}'
            "</office:document-styles>"
        )
    if meta:
        parts["meta.xml"] = (
            f'<?xml version="1.0"?><office:document-meta {NAMES}><office:meta>{meta}</office:meta>'
            "</office:document-meta>"
        )
    parts["META-INF/manifest.xml"] = (
        f'<?xml version="1.0"?><manifest:manifest {NAMES}><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{TEXT_KIND}"/><manifest:file-entry '
        f'manifest:full-path="content.xml" manifest:media-type="text/xml"/>{manifest}'
        "</manifest:manifest>"
    )
    return zipped(parts)


def flat_file(*blocks: str, styles: str = "") -> bytes:
    """The same as one XML file (.fodt)."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {NAMES} '
        f'office:mimetype="{TEXT_KIND}"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{''.join(blocks)}</office:text>"
        "</office:body></office:document>"
    ).encode()


def table(*rows: tuple[str, ...]) -> str:
    """A table of rows of cells."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="T"><table:table-column/>{cells}</table:table>'
