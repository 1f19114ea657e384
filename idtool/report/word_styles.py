"""The looks of every Word document: named styles, a font with fallbacks, room to breathe.

Only styles carry looks, so that a reader can change all of a document at once,
screen readers find headings, and a table of contents can be made.
"""

from __future__ import annotations

from typing import Any

FONT = "Arial"  # on Windows, macOS and phones; Liberation Sans has the same widths elsewhere
FALLBACK = "Liberation Sans"
SYMBOL_FONT = "MS Gothic"  # what Word itself uses for check boxes

INK = "1A1A1A"
BLUE = "0B3C5D"
QUIET = "555555"
FAINT = "767676"  # the lightest grey that still reads on white
TINT = "EEF3F7"
RULE = "8A97A3"

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ROOT = f'xmlns:w="{NAMESPACE}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def styles_xml(language: str) -> str:
    """``styles.xml`` for documents in ``language``, such as ``en-US``."""
    return f"""{_HEAD}<w:styles {_ROOT}>
<w:docDefaults>
<w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>
<w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>
<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr>
<w:spacing w:after="120" w:line="283" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:widowControl/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>
<w:uiPriority w:val="99"/><w:semiHidden/></w:style>
{"".join(_paragraph_styles())}{"".join(_character_styles())}{_TABLE}{_FORM}
</w:styles>"""


def _paragraph_styles() -> list[str]:
    head: dict[str, Any] = {"bold": True, "color": BLUE}
    quiet: dict[str, Any] = {"size": 19, "color": QUIET}
    return [
        _style("Title", "Title", "after=140 before=0 line=250 keep", size=42, **head),
        _style("Subtitle", "Subtitle", "after=200 before=0", size=24, color=QUIET),
        _style("Heading1", "heading 1", "before=360 after=100 keep level=0", size=30, **head),
        _style("Heading2", "heading 2", "before=280 after=80 keep level=1", size=25, **head),
        _style("Heading3", "heading 3", "before=180 after=60 keep level=2", bold=True),
        _style("Quote", "Quote", "before=60 after=40 left=340 bar"),
        _style("Source", "Source", "after=160 left=340", **quiet),
        _style("Caption", "caption", "before=80 after=160", **quiet),
        _style("ListBullet", "List Bullet", "after=70 bullet"),
        _style("Statement", "Statement", "before=20 after=100 keep line=300", size=24, bold=True),
        _style("Choices", "Choices", "before=40 after=100 keep line=320"),
        _style("BoxLabel", "Box Label", "after=20 keep line=250", **quiet),
        _style("BoxText", "Box Text", "after=40 line=270"),
        _style("BoxQuote", "Box Quote", "before=40 after=40 line=280"),
        _style("TableText", "Table Text", "before=10 after=10 line=248", size=19),
        _style("TableSmall", "Table Small", "before=20 after=20 line=240", size=16),
        _style(
            "Banner",
            "Banner",
            "before=60 after=180 line=270 left=140 right=140 box",
            size=21,
            bold=True,
        ),
        _style("Gap", "Gap", "before=80 after=160 line=270 left=140 right=140 dashed", size=21),
        _style("ReadAloud", "Read Aloud", "before=60 after=160 line=340", size=26),
        _style("Fold", "Fold", "before=480 after=480 fold center", size=18, color=QUIET),
        _style("Header", "header", "after=0 line=240", size=17, color=QUIET),
        _style("Footer", "footer", "after=0 line=240", size=17, color=QUIET),
    ]


def _character_styles() -> list[str]:
    return [
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>",
        '<w:style w:type="character" w:styleId="Quiet"><w:name w:val="Quiet"/>'
        f'<w:rPr><w:color w:val="{QUIET}"/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="PlaceholderText">'
        f'<w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="{FAINT}"/></w:rPr></w:style>',
    ]


def _style(
    style_id: str,
    name: str,
    paragraph: str,
    *,
    size: int = 22,
    bold: bool = False,
    color: str = INK,
) -> str:
    """One paragraph style; ``size`` in half points, ``paragraph`` as ``before=120 keep``."""
    following = "Normal" if style_id.startswith("Heading") or style_id == "Title" else style_id
    weight = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{following}"/><w:qFormat/>'
        f'<w:pPr>{_paragraph(paragraph)}</w:pPr><w:rPr>{weight}<w:color w:val="{color}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>\n'
    )


def _paragraph(words: str) -> str:
    """Paragraph properties, in the order the schema asks for."""
    given = dict(word.partition("=")[::2] for word in words.split())
    parts = []
    if "keep" in given:
        parts.append("<w:keepNext/><w:keepLines/>")
    if "bullet" in given:
        parts.append('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    parts += [_BORDERS[name] for name in _BORDERS if name in given]
    spacing = [f'w:{name}="{given[name]}"' for name in ("before", "after", "line") if name in given]
    if "line" in given:
        spacing.append('w:lineRule="auto"')
    if spacing:
        parts.append(f"<w:spacing {' '.join(spacing)}/>")
    sides = [f'w:{name}="{given[name]}"' for name in ("left", "right") if name in given]
    if sides:
        parts.append(f"<w:ind {' '.join(sides)}/>")
    if "center" in given:
        parts.append('<w:jc w:val="center"/>')
    if "level" in given:
        parts.append(f'<w:outlineLvl w:val="{given["level"]}"/>')
    return "".join(parts)


def _line(side: str, kind: str, size: int, color: str, space: int) -> str:
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


def _box(kind: str, size: int) -> str:
    sides = "".join(_line(s, kind, size, INK, 6) for s in ("top", "left", "bottom", "right"))
    return f"<w:pBdr>{sides}</w:pBdr>"


_BORDERS = {
    "bar": f"<w:pBdr>{_line('left', 'single', 18, RULE, 10)}</w:pBdr>",
    "box": _box("single", 12),
    "dashed": _box("dashed", 8),
    "fold": f"<w:pBdr>{_line('top', 'dashed', 6, RULE, 8)}</w:pBdr>",
}

_CELLS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
)

_TABLE = (
    '<w:style w:type="table" w:styleId="StudyTable"><w:name w:val="Study Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:tblPr>'
    f"<w:tblBorders>{_line('top', 'single', 8, BLUE, 0)}{_line('bottom', 'single', 8, BLUE, 0)}"
    f"{_line('insideH', 'single', 4, 'C9D1D8', 0)}</w:tblBorders>{_CELLS}</w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
    f"{_line('bottom', 'single', 8, BLUE, 0)}</w:tcBorders>"
    f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr></w:style>\n'
)

_FORM = (
    '<w:style w:type="table" w:styleId="StudyForm"><w:name w:val="Study Form"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        _line(side, "single", 6, RULE, 0)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + f"</w:tblBorders>{_CELLS}</w:tblPr></w:style>\n"
)


def numbering_xml() -> str:
    """``numbering.xml``: one kind of bullet."""
    return (
        f'{_HEAD}<w:numbering {_ROOT}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="260"/></w:pPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def settings_xml(language: str, *, nameless: bool) -> str:
    """``settings.xml``: no revision ids, no links to a template.

    With ``nameless``, Word saves no names and times with edits and comments.
    """
    names = "<w:removePersonalInformation/><w:removeDateAndTime/>" if nameless else ""
    return (
        f"{_HEAD}<w:settings {_ROOT}>{names}"
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/></w:settings>'
    )


def font_table_xml() -> str:
    """``fontTable.xml``: what to use where the fonts are missing."""
    return (
        f'{_HEAD}<w:fonts {_ROOT}><w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        f'<w:font w:name="{SYMBOL_FONT}"><w:altName w:val="Segoe UI Symbol"/>'
        '<w:charset w:val="80"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>'
        "</w:fonts>"
    )
