"""One conversation written in every label style and container, by name of the style."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.ingest.word_files import paragraph, run, table, word_file

Talk = Sequence[tuple[str, str]]
"""Speaker and words of each turn."""


def clock(n: int, *, hours: bool = False) -> str:
    """A time for the n-th turn, nine seconds apart."""
    seconds = 4 + 9 * n
    minutes = f"{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{seconds // 3600:02d}:{minutes}" if hours else minutes


def exact(n: int, mark: str = ".") -> str:
    """A time with milliseconds, as captions have it."""
    return f"{clock(n, hours=True)}{mark}500"


def lines(shape: str, between: str = "\n\n") -> Callable[[Talk], str]:
    """A writer of lines; ``{who} {text} {t} {h}`` stand for label, words, times."""
    return lambda talk: (
        between.join(
            shape.format(who=who, text=text, t=clock(n), h=clock(n, hours=True))
            for n, (who, text) in enumerate(talk)
        )
        + "\n"
    )


def vtt(shape: str, head: str = "WEBVTT\n\n", numbered: bool = True) -> Callable[[Talk], str]:
    """A writer of WebVTT, one cue a turn."""
    return lambda talk: (
        head
        + "".join(
            f"{f'{n + 1}' if numbered else ''}{chr(10) * numbered}{exact(n)} --> {exact(n + 1)}\n"
            f"{shape.format(who=who, text=text)}\n\n"
            for n, (who, text) in enumerate(talk)
        )
    )


def srt(shape: str) -> Callable[[Talk], str]:
    """A writer of SubRip, one cue a turn."""
    return lambda talk: "".join(
        f"{n + 1}\n{exact(n, ',')} --> {exact(n + 1, ',')}\n{shape.format(who=who, text=text)}\n\n"
        for n, (who, text) in enumerate(talk)
    )


TEXT_STYLES: dict[str, Callable[[Talk], str]] = {
    "rev-time-line.txt": lines("{who}: ({t})\n{text}"),
    "rev-long-time.txt": lines("{who} ({h}):\n{text}"),
    "rev-short-time.txt": lines("{who} ({t}):\n{text}"),
    "rev-one-line.txt": lines("{who} ({t}): {text}"),
    "rev-hanging.txt": lines("{who}:         {text}", "\n"),
    "rev-tab.txt": lines("{who}:\t{text}", "\n"),
    "rev-ai.txt": lines("{who}    {h}    {text}", "\n"),
    "otter.txt": lines("{who}  {t}  \n{text}"),
    "otter-no-times.txt": lines("{who}  \n{text}"),
    "teams.txt": lines("{who}   {t}\n{text}", "\n"),
    "sonix.txt": lines("{who}: [{h}] {text}"),
    "descript.md": lines("[{h}] **{who}:** {text}"),
    "descript-after.md": lines("**{who}:** [{h}] {text}"),
    "bold-name.md": lines("**{who}**: {text}"),
    "heading-name.md": lines("### {who} ({t})\n\n{text}"),
    "f4.txt": lines("{who}: {text} #{h}-5#"),
    "inqscribe.txt": lines("[{h}.5] {who}: {text}", "\n"),
    "braces.txt": lines("{{{h}}} {who}: {text}", "\n"),
    "noscribe.txt": lines("{who}: [{h}] {text}", "\n"),
    "bracketed.txt": lines("[{who}] {text}"),
    "bracketed-colon.txt": lines("[{who}]: {text}"),
    "bracketed-time.txt": lines("[{who}] [{t}] {text}", "\n"),
    "angle.txt": lines("<{who}> {text}"),
    "plain-colon.txt": lines("{who}: {text}", "\n"),
    "no-space.txt": lines("{who}:{text}", "\n"),
    "wide-colon.txt": lines("{who}：{text}", "\n"),
    "tab.txt": lines("{who}\t{text}", "\n"),
    "en-dash.txt": lines("{who} – {text}", "\n"),
    "hyphen.txt": lines("{who} - {text}", "\n"),
    "own-line.txt": lines("{who}:\n{text}"),
    "time-before.txt": lines("{t} {who}: {text}", "\n"),
    "time-own-line.txt": lines("{t}\n{who}: {text}"),
    "time-then-label-line.txt": lines("[{t}] {who}:\n{text}", "\n"),
    "trint.txt": lines("[{h}] {who}\n{text}"),
    "starred.txt": lines("*{t} = {who}: {text}", "\n"),
    "whisper-out.txt": lines("[{h}.000 --> {h}.900]  [{who}]: {text}", "\n"),
    "teams-old.txt": lines("0:{t}.0 --> 0:{t}.9\n{who}\n{text}"),
    "canonical.txt": lambda talk: (
        "---\ninterview: I01\nspeakers: {"
        + ", ".join(f"{who}: x" for who in dict.fromkeys(who for who, _ in talk))
        + "}\n---\n"
        + lines("{who} [{h}]: {text}", "\n")(talk)
    ),
    "zoom.vtt": vtt("{who}: {text}"),
    "teams.vtt": vtt("<v {who}>{text}</v>", numbered=False),
    "unclosed-voice.vtt": vtt("<v {who}>{text}"),
    "note-first.vtt": vtt("<v {who}>{text}</v>", head="WEBVTT - title\n\nNOTE made somewhere\n\n"),
    "whisperx.vtt": vtt("[{who}]: {text}"),
    "premiere.srt": srt("{who}: {text}"),
    "whisperx.srt": srt("[{who}]: {text}"),
    "name-line.srt": srt("({who})\n{text}"),
}

WORD_STYLES: dict[str, Callable[[Talk], bytes]] = {
    "colon.docx": lambda talk: word_file(*(f"{who}: {text}" for who, text in talk)),
    "label-alone.docx": lambda talk: word_file(
        *(each for who, text in talk for each in (f"{who}:", text))
    ),
    "teams-break.docx": lambda talk: word_file(
        *(paragraph(f"{who}   {clock(n)}\n{text}") for n, (who, text) in enumerate(talk))
    ),
    "bold-label.docx": lambda talk: word_file(
        *(paragraph(run(f"{who}:", "<w:b/>"), run(f" {text}")) for who, text in talk)
    ),
    "bold-no-colon.docx": lambda talk: word_file(
        *(paragraph(run(who, "<w:b/>"), run(f" {text}")) for who, text in talk)
    ),
    "two-columns.docx": lambda talk: word_file(table(*talk)),
    "two-columns-head.docx": lambda talk: word_file(table(("Speaker", "Text"), *talk)),
    "three-columns.docx": lambda talk: word_file(
        table(*((clock(n), who, text) for n, (who, text) in enumerate(talk)))
    ),
    "time-and-label.docx": lambda talk: word_file(
        table(*((clock(n), f"{who}: {text}") for n, (who, text) in enumerate(talk)))
    ),
    "one-paragraph.docx": lambda talk: word_file(
        paragraph("\n".join(f"{who}: {text}" for who, text in talk))
    ),
    "content-control.docx": lambda talk: word_file(
        "<w:sdt><w:sdtPr/><w:sdtContent>"
        + "".join(paragraph(f"{who}: {text}") for who, text in talk)
        + "</w:sdtContent></w:sdt>"
    ),
}


def written(style: str, talk: Talk) -> bytes:
    """The bytes of a talk in a style."""
    if style in WORD_STYLES:
        return WORD_STYLES[style](talk)
    return TEXT_STYLES[style](talk).encode("utf-8")


STYLES = (*TEXT_STYLES, *WORD_STYLES)
