"""From bytes to clean text: the encoding, line ends, and marks nobody sees.

The order is: byte order mark, UTF-16 without one (every other byte is NUL), strict
UTF-8, UTF-16 of letters that fill both bytes, UTF-8 with stray bytes or broken off, then
Windows-1252 or Mac Roman by which of them puts letters and quotation marks where they
belong (with their nearest relations), and other legacy code pages last.
Whatever is guessed is reported.
"""

from __future__ import annotations

import re
import unicodedata

from idtool.ingest.records import Report, counted

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32"),
    (b"\xff\xfe", "utf-16-le", "utf-16"),
    (b"\xfe\xff", "utf-16-be", "utf-16"),
)
_SAMPLE = 500_000
"""Bytes that are enough to tell one encoding from another."""
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029|\x85|\x0b|\x0c")
_SPACES = re.compile("[\u00a0\u202f\u2007]")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u061c]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_WINDOWS = re.compile("[\x82-\x84\x8b\x91-\x97\x9b]")
"""Quotation marks and dashes of Windows-1252 as the control characters of Latin-1."""
_EASTERN = re.compile("[šžŠŽ].{0,400}?[øìèùïò]|[øìèùïò].{0,400}?[šžŠŽ]", re.S)
_LATIN_9 = re.compile(rb"(?<=[0-9 ])\xa4(?=[\s.,]|$)|(?<=[a-zA-Z])[\xbd\xbc](?=[a-zA-Z])")
_MISREAD = re.compile("â€[™œ\x9d˜”“¦–]|Ã[©¨¡³¶¼ºª±]|Â[ «»·]")
_PLAUSIBLE = re.compile(
    r"(?<=[^\W\d_])[’'](?=[^\W\d_])|(?:^|(?<=[\s(\[—–]))[“‘„«](?=\w)|(?<=[\w.,?!…])[”’»](?=[\s.,;:?!)\]]|$)"
    r"|(?<=\s)[–—](?=\s)|(?<=[^\W\d_])[–—](?=[^\W\d_\s])|(?<=\w)…|(?:(?<=[A-Za-z])|(?<![À-ÿ])(?=.[A-Za-z]))[éèáàâäëêïîíñóôöúûüçãõøåæßÉÄÖÜØÅ](?![À-ÿ])"
)
_IMPLAUSIBLE = re.compile(
    r"(?<=[a-z])[A-ZÀ-Þ](?=[a-z])|(?<=[^\W\d_])[¤¦¬¶§±÷×°¢£¥©®µ¿¡ªº¨¸¯¹²³¼½¾‰†‡•‹›‚„ˆ˜](?=[^\W\d_])|[\x80-\x9f\ufffd]"
    r"|[À-ÖØ-öø-ÿ]{3,}|[∂∑∏π∫Ω√≈∆◊ÿŸ⁄ıˆ˜¯˘˙˚¸˝˛ˇ\uf8ff]"
)
# Code pages tried when neither Western one fits, the commoner ones first.
_OTHERS = ["cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2", "shift_jis",
           "gb18030", "big5", "euc_kr"]  # fmt: skip


def decode(data: bytes, report: Report) -> tuple[str, str]:
    """Text and the name of its encoding; a guess becomes a finding."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, errors="replace"), name
    wide = _wide(data)
    if wide:
        report.note(0, "encoding-guess", f"Read as {wide}: every other byte is empty.")
        return data.decode(wide, errors="replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    wide = _wide_by_line_ends(data)
    if wide:
        report.note(0, "encoding-guess", f"Read as {wide}: its line ends take two bytes.")
        return data.decode(wide, errors="replace"), wide
    mixed = _mostly_utf8(data)
    if mixed is not None:
        text, strays = mixed
        report.note(
            0,
            "encoding-mixed",
            f"UTF-8 with {counted(strays, 'stray byte')}, read as Windows-1252; "
            "check accented letters and quotation marks.",
        )
        return text, "utf-8"
    codec = _legacy(data)
    report.note(
        0,
        "encoding-guess",
        f"The file does not say how its letters are stored; read as {codec}. "
        "Check accented letters and quotation marks.",
    )
    return data.decode(codec, errors="replace"), codec


def with_line_feeds(text: str) -> str:
    """Text whose lines end with LF, whatever ended them before."""
    return _LINE_ENDS.sub("\n", text)


def clean(text: str, report: Report) -> str:
    """Text with LF line ends, plain spaces, and without unseen marks.

    Non-breaking spaces become spaces. Zero-width, directional and soft-hyphen
    marks and control characters go and are counted in a finding. Joiners that
    make emoji and Persian spelling stay, and so does every quotation mark.
    """
    if misplaced := len(_WINDOWS.findall(text)):
        report.note(
            0,
            "misread-before",
            f"{counted(misplaced, 'Windows letter')} stored as control characters before this file "
            "was made, read as what they were (quotation marks, dashes).",
        )
        text = re.sub(
            "[\x80-\x9f]", lambda m: m[0].encode("latin-1").decode("cp1252", "ignore"), text
        )
    text = with_line_feeds(text)
    text = _SPACES.sub(" ", text)
    text, unseen = _UNSEEN.subn("", text)
    text, control = _CONTROL.subn("", text)
    if unseen:
        report.note(
            0, "unseen-marks", f"{counted(unseen, 'mark')} nobody sees (zero width, direction)."
        )
    if control:
        report.note(0, "control-characters", f"{counted(control, 'control character')} left out.")
    if replaced := text.count("\ufffd"):
        report.note(
            0, "unreadable-letters", f"{counted(replaced, 'letter')} could not be read (�)."
        )
    if misread := len(_MISREAD.findall(text)):
        report.note(
            0,
            "misread-before",
            f"{counted(misread, 'place')} where letters were stored wrongly before this file was "
            "made (such as â€™ for an apostrophe); export it again as UTF-8.",
        )
    return unicodedata.normalize("NFC", text)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, by the share of NUL in odd and even places."""
    head = data[:4000]
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _wide_by_line_ends(data: bytes) -> str | None:
    """UTF-16 of letters that fill both bytes, as Chinese does: NUL only beside line ends."""
    if len(data) % 2 or data.count(0) < 3:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    codec = "utf-16-le" if not even else "utf-16-be" if not odd else None
    try:
        return codec if codec and "\n" in data.decode(codec) else None
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> tuple[str, int] | None:
    """UTF-8 with a few bytes of another encoding, or ``None`` if it is not that."""
    pieces: list[str] = []
    strays = whole = at = 0
    while at < len(data):
        try:
            pieces.append(data[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(data[at : at + error.start].decode("utf-8"))
            if error.reason == "unexpected end of data" and len(data) - at - error.start < 4:
                pieces.append("\ufffd")  # the file breaks off within a letter
                strays += 1
                text = "".join(pieces)
                return (text, strays) if any(c > "\x7f" for c in text[:-1]) else None
            pieces.append(data[at + error.start : at + error.end].decode("cp1252", "replace"))
            strays += 1
            at += error.end
            if strays > 200:
                return None
    text = "".join(pieces)
    whole = sum(1 for character in text if character > "\x7f") - strays
    return (text, strays) if whole >= 4 * strays else None


def _legacy(data: bytes) -> str:
    """Windows-1252 or Mac Roman, whichever reads better; else another code page."""
    western = {
        name: _fit(data[:_SAMPLE].decode(name, "replace")) for name in ("cp1252", "mac_roman")
    }
    best = max(western, key=lambda name: (western[name], name == "cp1252"))
    dos = _fit(data[:_SAMPLE].decode("cp850", "replace"))
    high = sum(1 for byte in data if byte > 0x7F)
    if dos >= max(3, 0.5 * high) and dos > western[best] + 2:
        return "cp850"
    if (
        best == "cp1252"
        and high < 0.3 * len(data)
        and len(_EASTERN.findall(data[:_SAMPLE].decode(best, "replace"))) > 1
    ):
        return "cp1250"
    if not re.search(rb"[\x80-\x9f]", data) and _LATIN_9.search(data):
        return "iso8859_15"
    if western[best] > 0 or high < 8:
        return best
    from charset_normalizer import from_bytes

    guess = from_bytes(
        data[:_SAMPLE], cp_isolation=[*_OTHERS, "cp1252", "mac_roman", "latin_1"]
    ).best()
    return guess.encoding if guess is not None else best


def _fit(text: str) -> int:
    return len(_PLAUSIBLE.findall(text)) - 3 * len(_IMPLAUSIBLE.findall(text))
