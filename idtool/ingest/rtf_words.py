"""What the control words of RTF mean, as far as a transcript needs them."""

from __future__ import annotations

from idtool.ingest.word_lists import word_set

CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "tab": "\t", "line": "\n", "lbr": "\n", "page": "\n", "column": "\n", "zwj": "\u200d",
    "zwnj": "\u200c", "nestcell": "\n", "nestrow": "\n",
}  # fmt: skip
PARAGRAPH_ENDS = word_set("par sect")
SKIPPED = word_set(
    """
    fonttbl colortbl expandedcolortbl listtable listoverridetable rsidtbl pgptbl revtbl themedata
    colorschememapping datastore latentstyles generator xmlnstbl wgrffmtfilter mmathPr pict
    nonshppict objdata objclass bkmkstart bkmkend panose falt pnseclvl ftnsep ftnsepc ftncn aftnsep
    aftnsepc aftncn nonesttables shprslt blipuid picprop pgdsctbl pgdsctbls passwordhash
    filetbl pn atrfstart atrfend atndate atnref tc xe oldcprops oldpprops oldtprops oldsprops
    formfield protusertbl template fldtype factoidname hsv private defchp defpap listpicture
    background datafield
    """
)
"""Groups without words of the talk: tables of fonts, pictures, what programs note down."""
TRANSPARENT = word_set(
    "shpinst shptxt do dptxbxtext fldrslt result shp shpgrp field object shppict mmath "
    "dpgroup dptxbx nesttableprops sv sn"
)
"""Groups to look into, although programs that do not know them may skip them."""
LEFT_OUT = {
    "annotation": "comment", "footnote": "footnote", "header": "page header",
    "headerl": "page header", "headerr": "page header", "headerf": "page header",
    "footer": "page footer", "footerl": "page footer", "footerr": "page footer",
    "footerf": "page footer", "atnauthor": "author of a comment", "atnid": "author of a comment",
    "title": "document property title", "subject": "document property subject",
    "author": "document property author", "manager": "document property manager",
    "company": "document property company", "operator": "document property operator",
    "category": "document property category", "keywords": "document property keywords",
    "comment": "document property comment", "doccomm": "document property comment",
    "hlinkbase": "document property hyperlinks", "propname": "document property",
    "staticval": "document property", "docvar": "document property",
    "fldinst": "field instruction", "sp": "shape",
}  # fmt: skip
"""Groups whose words are no turns but go to the privacy screen, with their name."""
CHARSETS = {
    0: "cp1252", 1: "", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab",
    134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
CODE_PAGES = {10000: "mac_roman", 65001: "utf-8", 708: "iso8859_6", 42: "symbol"}
DOUBLE_BYTE = frozenset({"cp932", "cp936", "cp949", "cp950", "johab", "utf-8"})
