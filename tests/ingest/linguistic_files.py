"""Files of linguists' and coding programs, built by hand from their shapes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.ingest.word_files import zipped

Talk = Sequence[tuple[str, str]]
"""Speaker and words of each turn."""
Span = tuple[str, float, float, str]
"""Speaker, start and end in seconds, and words."""

ELAN = "http://www.mpi.nl/tools/elan/EAFv3.0.xsd"


def spans(talk: Talk) -> list[Span]:
    """The turns of a talk with times, nine seconds apart."""
    return [(who, 4.0 + 9 * n, 11.5 + 9 * n, text) for n, (who, text) in enumerate(talk)]


def elan(
    said: Sequence[Span],
    *,
    below: Mapping[str, str] | None = None,
    tier: Callable[[str], str] = lambda who: f'TIER_ID="{who}-utt" PARTICIPANT="{who}"',
    extra: str = "",
    untimed: Sequence[int] = (),
) -> bytes:
    """An ELAN file with a tier for each speaker.

    ``below`` names kinds of tiers below each speaker's, with what stands in them;
    ``untimed`` numbers slots that have no time.
    """
    who_speaks = list(dict.fromkeys(who for who, *_ in said))
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{n}"'
        + (f' TIME_VALUE="{round(time * 1000)}"' if n not in untimed else "")
        + "/>"
        for n, time in enumerate(time for _, start, end, _ in said for time in (start, end))
    )
    tiers = f'<TIER TIER_ID="default" LINGUISTIC_TYPE_REF="default-lt"/>{extra}'
    for who in who_speaks:
        own = [(n, text) for n, (speaker, *_, text) in enumerate(said) if speaker == who]
        tiers += f'<TIER {tier(who)} LINGUISTIC_TYPE_REF="default-lt">'
        for n, text in own:
            tiers += (
                f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="ts{2 * n}"'
                f' TIME_SLOT_REF2="ts{2 * n + 1}"><ANNOTATION_VALUE>{escape(text)}'
                "</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            )
        tiers += "</TIER>"
        parent = re.search(r'TIER_ID="([^"]*)"', tier(who))
        assert parent is not None
        for kind, words in (below or {}).items():
            tiers += (
                f'<TIER TIER_ID="{kind}@{who}" PARENT_REF="{parent[1]}" PARTICIPANT="{who}" '
                'LINGUISTIC_TYPE_REF="words">'
            )
            for n, text in own:
                tiers += (
                    f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="{kind}{n}" ANNOTATION_REF="a{n}">'
                    f"<ANNOTATION_VALUE>{escape(words.format(text=text))}</ANNOTATION_VALUE>"
                    "</REF_ANNOTATION></ANNOTATION>"
                )
            tiers += "</TIER>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT AUTHOR="Odd Person" '
        'DATE="2024-03-01T10:00:00+01:00" FORMAT="3.0" VERSION="3.0" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:noNamespaceSchemaLocation="{ELAN}">'
        '<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR '
        'MEDIA_URL="file:///C:/Users/OddPerson/call.wav" MIME_TYPE="audio/x-wav"/></HEADER>'
        f"<TIME_ORDER>{slots}</TIME_ORDER>{tiers}"
        '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>'
        '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="words" CONSTRAINTS="Symbolic_Association" '
        'TIME_ALIGNABLE="false"/>'
        '<CONSTRAINT DESCRIPTION="1-1 association with a parent annotation" '
        'STEREOTYPE="Symbolic_Association"/></ANNOTATION_DOCUMENT>'
    ).encode()


def textgrid(said: Sequence[Span], *, short: bool = False, doubled: bool = True) -> str:
    """A Praat TextGrid with an interval tier for each speaker, silences between the words."""
    last = max(end for _, _, end, _ in said) + 1
    tiers: list[tuple[str, list[tuple[float, float, str]]]] = []
    for who in dict.fromkeys(who for who, *_ in said):
        at, rows = 0.0, []
        for speaker, start, end, text in said:
            if speaker == who:
                rows += [(at, start, ""), (start, end, text)]
                at = end
        tiers.append((who, [*rows, (at, last, "")]))

    def quoted(text: str) -> str:
        return '"' + (text.replace('"', '""') if doubled else text) + '"'

    if short:
        lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0", f"{last}",
                 "<exists>", f"{len(tiers)}"]  # fmt: skip
        for who, rows in tiers:
            lines += ['"IntervalTier"', quoted(who), "0", f"{last}", f"{len(rows)}"]
            for start, end, text in rows:
                lines += [f"{start}", f"{end}", quoted(text)]
        return "\n".join(lines) + "\n"
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "xmin = 0 ",
             f"xmax = {last} ", "tiers? <exists> ", f"size = {len(tiers)} ",
             "item []: "]  # fmt: skip
    for place, (who, rows) in enumerate(tiers, start=1):
        lines += [f"    item [{place}]:", '        class = "IntervalTier" ',
                  f"        name = {quoted(who)} ", "        xmin = 0 ", f"        xmax = {last} ",
                  f"        intervals: size = {len(rows)} "]  # fmt: skip
        for number, (start, end, text) in enumerate(rows, start=1):
            lines += [f"        intervals [{number}]:", f"            xmin = {start} ",
                      f"            xmax = {end} ",
                      f"            text = {quoted(text)} "]  # fmt: skip
    return "\n".join(lines) + "\n"


def chat(said: Sequence[Span], roles: Mapping[str, str] | None = None, below: str = "") -> str:
    """A CHAT file; paragraphs of a turn are utterances, long ones go on after a tab."""
    roles = roles or {}
    codes = list(dict.fromkeys(who for who, *_ in said))
    lines = [
        "@UTF8",
        "@Begin",
        "@Languages:\teng",
        "@Participants:\t" + ", ".join(f"{who} {roles.get(who, 'Adult')}" for who in codes),
        *(f"@ID:\teng|talk|{who}|34;02.|||||{roles.get(who, 'Adult')}|||" for who in codes),
    ]
    lines[5:] = [line.replace("|||||", "|female||||") for line in lines[5:]]
    for who, start, end, text in said:
        pieces = text.split("\n")
        for n, piece in enumerate(pieces):
            words = re.sub(r"(?<=\w)([.?!])$", r" \1", piece).split(" ")
            half = len(words) // 2 if len(words) > 8 else len(words)
            written = " ".join(words[:half]) + "".join(
                f"\n\t{' '.join(words[half:])}" * (half < len(words))
            )
            bullet = f" \x15{round(start * 1000)}_{round(end * 1000)}\x15" * (n == len(pieces) - 1)
            lines.append(f"*{who}:\t{written}{bullet}")
            if below:
                lines.append(below)
    return "\n".join([*lines, "@End", ""])


def exmaralda(said: Sequence[Span]) -> str:
    """An EXMARaLDA score: a tier of speech and one of notes for each speaker."""
    codes = list(dict.fromkeys(who for who, *_ in said))
    points = sorted({time for _, start, end, _ in said for time in (start, end)})
    name = {time: f"T{n}" for n, time in enumerate(points)}
    table = "".join(
        f'<speaker id="SPK{n}"><abbreviation>{escape(who)}</abbreviation><sex value="u"/>'
        "<languages-used/><l1/><l2/><ud-speaker-information/><comment/></speaker>"
        for n, who in enumerate(codes)
    )
    line = "".join(f'<tli id="{name[time]}" time="{time}"/>' for time in points)
    tiers = ""
    for n, who in enumerate(codes):
        tiers += (
            f'<tier id="TIE{n}" speaker="SPK{n}" category="v" type="t" display-name="{who} [v]">'
        )
        tiers += "".join(
            f'<event start="{name[start]}" end="{name[end]}">{escape(text)} </event>'
            for speaker, start, end, text in said
            if speaker == who
        )
        tiers += "</tier>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><basic-transcription><head><meta-information>'
        '<project-name>Calls</project-name><referenced-file url="call.wav"/></meta-information>'
        f"<speakertable>{table}</speakertable></head><basic-body><common-timeline>{line}"
        f"</common-timeline>{tiers}</basic-body></basic-transcription>"
    )


def transcriber(said: Sequence[Span]) -> str:
    """A Transcriber file, with the document type the program writes."""
    codes = list(dict.fromkeys(who for who, *_ in said))
    speakers = "".join(f'<Speaker id="spk{n}" name="{who}"/>' for n, who in enumerate(codes))
    turns = "".join(
        f'<Turn speaker="spk{codes.index(who)}" startTime="{start}" endTime="{end}">'
        f'<Sync time="{start}"/>\n{escape(text)}\n</Turn>'
        for who, start, end, text in said
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n'
        f'<Trans scribe="" audio_filename="call" version="1"><Speakers>{speakers}</Speakers>'
        f'<Episode><Section type="report" startTime="0" endTime="99">{turns}</Section></Episode>'
        "</Trans>"
    )


def tei(said: Sequence[Span]) -> str:
    """A TEI transcription of speech."""
    codes = list(dict.fromkeys(who for who, *_ in said))
    people = "".join(f'<person xml:id="{who}"/>' for who in codes)
    body = "".join(
        f'<u who="#{who}">{"".join(f"<seg>{escape(p)}</seg>" for p in text.split(chr(10)))}</u>\n'
        for who, _, _, text in said
    )
    return (
        '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>'
        "<titleStmt><title>A call</title></titleStmt></fileDesc><profileDesc><particDesc>"
        f"{people}</particDesc></profileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    )


def project(
    *sources: str, members: Mapping[str, str | bytes] | None = None, name: str = "project.qde"
) -> bytes:
    """A REFI-QDA project of source elements and members."""
    qde = (
        '<?xml version="1.0" encoding="utf-8"?><Project name="Calls" origin="a program" '
        'xmlns="urn:QDA-XML:project:1.0"><Users><User guid="u1" name="Odd Person"/></Users>'
        f"<CodeBook><Codes/></CodeBook><Sources>{''.join(sources)}</Sources></Project>"
    )
    return zipped({name: qde, **(members or {})})


def text_source(name: str, inner: str = "", **paths: str) -> str:
    """A text source; ``plain`` and ``rich`` are its paths."""
    keys = {"plain": "plainTextPath", "rich": "richTextPath"}
    written = "".join(f" {keys[key]}={quoteattr(path)}" for key, path in paths.items())
    return f'<TextSource guid="g-{len(name)}" name={quoteattr(name)}{written}>{inner}</TextSource>'
