"""Text transcripts as services and people write them, boilerplate and slips included.

Each file is a talk of ``json_files.INTERVIEW`` in one shape, with what stands around it.
"""

# Transcripts stand on one line here, as they come.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.ingest.json_files import INTERVIEW
from tests.ingest.label_styles import clock, exact

Talk = Sequence[tuple[str, str]]
MO, ANA, KIT = "Mo Reed", "Ana Bell", "Kit O'Dea"


@dataclass(frozen=True)
class Messy:
    """A file: its name, text, the turns expected, and the rules of findings expected."""

    name: str
    text: str
    turns: tuple[tuple[str | None, str], ...]
    rules: frozenset[str] = frozenset()


def renamed(*names: str) -> Talk:
    """The interview with other labels for its three speakers, in the order they appear."""
    by_name = dict(zip((MO, ANA, KIT), names, strict=True))
    return [(by_name[who], text) for who, text in INTERVIEW]


def body(shape: str, talk: Talk = INTERVIEW, between: str = "\n\n") -> str:
    """Turns in a shape: ``{who} {text} {t} {h} {x}`` for label, words, and times."""
    return between.join(
        shape.format(who=who, text=text, t=clock(n), h=clock(n, hours=True), x=exact(n),
                     n=n + 1, first=who.split()[0])
        for n, (who, text) in enumerate(talk)
    )  # fmt: skip


FILES: dict[str, Messy] = {}


def file(
    name: str,
    text: str,
    turns: Talk | Sequence[tuple[str | None, str]] = INTERVIEW,
    *rules: str,
) -> None:
    """Enter a file under its name."""
    FILES[name] = Messy(name, text, tuple(turns), frozenset(rules))


def each(write: Callable[[int, str, str], str], talk: Talk = INTERVIEW) -> str:
    """Turns written one by one."""
    return "".join(write(n, who, text) for n, (who, text) in enumerate(talk))


def cut(text: str, joint: str) -> str:
    """A turn's words with a joint in the middle, if they have two sentences."""
    return text.replace(". ", f".{joint}", 1)


def people(name: str, shape: str, *names: str, between: str = "\n") -> None:
    """Enter a file in one shape whose speakers have these labels."""
    file(name, body(shape, renamed(*names), between), renamed(*names))


def in_paragraphs(talk: Talk = INTERVIEW) -> Talk:
    """Turns whose first sentence is a paragraph of its own."""
    return [(who, cut(text, "\n")) for who, text in talk]


# --- Rev -------------------------------------------------------------------------------------
REV_HEAD = "Zebra interview (Completed 10/24/22)\nTranscript by Rev.com\n\n"
file(
    "rev-2019.txt",
    REV_HEAD + each(lambda n, who, text: f"{who}: ({clock(n)})\n{cut(text, chr(10) * 2)}\n\n"),
    in_paragraphs(),
    "service-text",
)
file(
    "rev-2023.txt",
    "This transcript was exported on Oct 24, 2023 - view latest version here.\n\n"
    + each(
        lambda n, who, text: (
            f"{who} ({clock(n, hours=True)}):\n"
            + cut(text, f"\n\n({clock(n + 60, hours=True)}):\n")
            + "\n\n"
            + ("Page 3 of 12\n\n" if n == 9 else "")
        )
    ),
    in_paragraphs(),
    "service-text",
)
file(
    "rev-new-speaker.txt",
    each(
        lambda n, who, text: f"{'New Speaker' if n == 10 else who} ({clock(n)}):\n{text}\n\n",
        renamed("Speaker 1", "Speaker 2", "Speaker 3"),
    ),
    [
        ("New Speaker" if n == 10 else who, text)
        for n, (who, text) in enumerate(renamed("Speaker 1", "Speaker 2", "Speaker 3"))
    ],
    "pseudo-label",
)
for gap in ("\t", "         "):
    file(
        f"rev-hanging-{len(gap)}.txt",
        each(lambda n, who, text, gap=gap: f"{who}:{gap}{cut(text, chr(10) + who + ':' + gap)}\n"),
        in_paragraphs(),
    )
file("rev-ai.txt", body("{who}    {h}    {text}", renamed("Speaker 0", "Speaker 1", "Speaker 2"), "\n"),
     renamed("Speaker 0", "Speaker 1", "Speaker 2"))  # fmt: skip
file("temi.txt", body("{who}:\t{t}\t{text}", renamed("Speaker 1", "Speaker 2", "Speaker 3"), "\n"),
     renamed("Speaker 1", "Speaker 2", "Speaker 3"))  # fmt: skip

# --- Otter -----------------------------------------------------------------------------------
OTTER_HEAD = (
    "Zebra interview\nMon, Mar 4, 2024 10:02AM • 45:12\n\nSUMMARY KEYWORDS\n"
    "van, floor, minutes, front desk, phone\n\nSPEAKERS\nMo Reed, Ana Bell, Kit O'Dea\n\n"
)
OTTER_FOOT = "\n\nTranscribed by https://otter.ai\n"
file("otter.txt", body("{who}  {t}  \n{text}") + OTTER_FOOT, INTERVIEW, "service-text")
file("otter-header.txt", OTTER_HEAD + body("{who}  {t}  \n{text}") + OTTER_FOOT, INTERVIEW,
     "service-text")  # fmt: skip
file("otter-no-times.txt", body("{who}  \n{text}") + OTTER_FOOT, INTERVIEW, "service-text")
file(
    "otter-no-names.txt",
    body("{t}  \n{text}") + OTTER_FOOT,
    [(None, "\n".join(text for _, text in INTERVIEW))],
    "no-speakers",
)
file("otter-pasted.txt", body("{who}  {t}\n{text}", between="\n"))
file("otter-unknown.txt", body("{who}  {t}  \n{text}", renamed("Unknown Speaker", ANA, KIT)),
     renamed("Unknown Speaker", ANA, KIT), "pseudo-label")  # fmt: skip

# --- other services --------------------------------------------------------------------------
SONIX_HEAD = (
    "zebra.m4a\n\nzebra.m4a was automatically transcribed by Sonix with the latest speech-to-text "
    "algorithms. This transcript may contain errors. Sonix is the best audio automated "
    "transcription service in 2024.\n\n"
)
SONIX_FOOT = (
    "\n\n(Transcribed by Sonix.ai - Remove this message by upgrading your Sonix account today!)\n"
)
file("sonix.txt", SONIX_HEAD + body("{who}: [{h}] {text}") + SONIX_FOOT, INTERVIEW, "service-text")
file("descript.md", "# Zebra interview\n\n" + body("[{h}] **{who}:** {text}"), INTERVIEW)
file("descript-late.md", body("**{who}:** [{h}] {text}"))
file("descript-no-times.txt", body("{who}: {text}"))
file("descript-own-line.txt", body("[{h}] {who}:\n{text}"))
file("descript-angle.txt", body("<{who}> {text}"))
file("descript-newline.md", body("**{who}**\n\n{text}"))
file("trint.txt", "Zebra interview\n\n" + body("[{h}] {who}\n{text}"))
file("trint-after.txt", body("{who} ({t}):\n{text}"))
file("happy-scribe.txt", body("[{h}.05] - {who}\n{text}"))
file("riverside.txt", body("{who} ({t}.235)\n{text}"))
file("fireflies.txt", body("{who} - {t}\n{text}"))
file("premiere.txt", body("{h}:12 - {h}:20\n{who}\n{text}"))
file("premiere-drop.txt", each(
    lambda n, who, text: f"00;{clock(n).replace(':', ';')};12 - 00;{clock(n + 1).replace(':', ';')};01"
    f"\n{who}\n{text}\n\n"))  # fmt: skip
file("zoom-captions.txt", body("[{who}] 10:{t}\n{text}"))
file(
    "gotranscript.txt",
    "[00:00:04] " + body("{who}: {text}") + "\n\n[00:45:12] [END OF AUDIO]\n",
    INTERVIEW,
    "service-text",
)
file(
    "teams.txt",
    "Zebra interview-20240304_100200-Meeting Recording\nMarch 4, 2024, 3:02PM\n45m 12s\n\n"
    "Mo Reed started transcription\n\n"
    + body("{who}   {t}\n{text}")
    + "\n\nMo Reed stopped transcription\n",
    INTERVIEW,
    "service-text",
)
file("teams-pasted.txt", each(
    lambda n, who, text: f"{who}\n{n // 6} minutes {n % 6 * 9 + 4} seconds{clock(n)}\n"
    f"{who} {n // 6} minutes {n % 6 * 9 + 4} seconds\n{text}\n"))  # fmt: skip
file(
    "meet.txt",
    "Zebra interview (2024-03-04 10:02 GMT) - Transcript\nAttendees\nMo Reed, Ana Bell, Kit O'Dea\n"
    "Transcript\n\n00:00:00\n\n"
    + each(lambda n, who, text: f"{who}: {text}\n" + ("\n00:05:00\n\n" if n == 11 else ""))
    + "\nMeeting ended after 00:45:12 👋\n\nThis editable transcript was computer generated and "
    "might contain errors. People can also change the text after it was created.\n",
    INTERVIEW,
    "service-text",
)
NOSCRIBE_HEAD = (
    "zebra\nTranscribed with noScribe vers. 0.5\nAudio source: /Users/zed/zebra.m4a\n"
    "(Start: 00:00:00 | Stop: 00:45:00 | Language: en | Speakers: 3)\n\n"
)
file("noscribe.txt", NOSCRIBE_HEAD + body("{who}: [{h}] {text}", renamed("S00", "S01", "S02")),
     renamed("S00", "S01", "S02"), "service-text")  # fmt: skip
file(
    "whisper-screen.txt",
    "Detecting language using up to the first 30 seconds. Use `--language` to specify the language\n"
    "Detected language: English\n" + body("[{t}.000 --> {t}.900]  {who}: {text}", between="\n"),
    INTERVIEW,
    "service-text",
)
file("whisperx-screen.txt",
     body("[{h}.000 --> {h}.900]  [{who}]: {text}", renamed("SPEAKER_00", "SPEAKER_01", "SPEAKER_02"),
          "\n"), renamed("SPEAKER_00", "SPEAKER_01", "SPEAKER_02"))  # fmt: skip

# --- programs for transcribing ---------------------------------------------------------------
file("f4.txt", body("{who}: {text} #{h}-5#", renamed("I", "B1", "B2")), renamed("I", "B1", "B2"))
file("f4-before.txt", body("#{h}-5# {who}: {text}", renamed("I", "B1", "B2"), "\n"),
     renamed("I", "B1", "B2"))  # fmt: skip
file(
    "f4-paragraphs.txt",
    each(
        lambda n, who, text: (
            f"{who}: {cut(text, f' #{clock(n, hours=True)}-1#{chr(10)}')} "
            f"#{clock(n + 1, hours=True)}-5#\n"
        ),
        renamed("I", "B", "C"),
    ),
    in_paragraphs(renamed("I", "B", "C")),
)
file("inqscribe.txt", body("[{h}.25] {who}: {text}", renamed("INT", "R1", "R2"), "\n"),
     renamed("INT", "R1", "R2"))  # fmt: skip
file("braces.txt", body("{{{h}}} {who}: {text}", between="\n"))
file("transana.txt", each(
    lambda n, who, text: f"¤<{n * 9000}>{who}: {cut(text, f'. ¤<{n * 9000 + 4000}>'[1:])}\n"))  # fmt: skip
file("transana-hidden.txt", each(lambda n, who, text: f"{who}: ¤<{n * 9000}>{text}\n"))
file("otranscribe.txt", body("{t} {who}: {text}"))
file("otranscribe.md", body("**{t}** {who}: {text}"))
file("express-scribe.txt", body("{t}\t{who}\t{text}", between="\n"))
file("broadcast.txt", body(">> {who}: {text}", between="\n"))
file("broadcast-capitals.txt", each(lambda n, who, text: f">> {who.upper()}: {text}\n"),
     [(who.upper(), text) for who, text in INTERVIEW])  # fmt: skip
file(
    "table.md",
    "| Time | Speaker | Text |\n|---|---|---|\n" + body("| {t} | {who} | {text} |", between="\n"),
)
file("list.md", body("- **{who}**: {text}", between="\n"))
file("quoted.md", body("> **{who}:** {text}", between="\n>\n"))
file("messages.txt", body("[04.03.24, 10:{t}] {who}: {text}", between="\n"))
file("messages-us.txt", body("3/4/24, 10:{t} - {who}: {text}", between="\n"))

# --- people ----------------------------------------------------------------------------------
people(
    "capitals-own-line.txt",
    "{who}\n{text}",
    "INTERVIEWER",
    "PARTICIPANT 1",
    "PARTICIPANT 2",
    between="\n\n",
)
file(
    "deposition.txt",
    "BY MR. REED:\n"
    + each(
        lambda n, who, text: f"{who}{'.   ' if len(who) == 1 else ':  '}{text}\n",
        renamed("Q", "A", "THE WITNESS"),
    ),
    renamed("Q", "A", "THE WITNESS"),
)
file(
    "times-alone.txt",
    each(
        lambda n, who, text: (
            f"{who}: {text}\n" + {4: "(1.02.10)\n", 2: "0:13:07.2\n"}.get(n % 5, "") + "\n"
        ),
        renamed("I1", "K", "M"),
    ),
    renamed("I1", "K", "M"),
)
file(
    "arabic.txt",
    body("\u200f{who}: {text}", renamed("الباحث", "المشارك ١", "المشارك ٢"), "\n"),
    renamed("الباحث", "المشارك ١", "المشارك ٢"),
    "unseen-marks",
)
people("hebrew.txt", "{who}: {text}", "מראיינת", "נועה", "דן")
people("cyrillic.txt", "{who}: {text}", "Интервьюер", "Респондент 1", "Респондент 2")
people("chinese.txt", "{who}：{text}", "访谈者", "受访者1", "受访者2")
people("danish.txt", "{who}: {text}", "Interviewer", "Kvinde", "Mand")
people("german.txt", "{who}: {text}", "Interviewerin", "Befragte 1", "Befragte 2")
people("role-in-label.txt", "{who}: {text}", "Mo Reed (interviewer)", "Ana (P01)", "Kit (P02)")
people("moderator.txt", "{who}: {text}", "MODERATOR", "FEMALE 1", "MALE 1")
people("team.txt", "{who}: {text}", "Mr. Tyeri", "Team mem. 1", "admin-1")
people(
    "identifiers.txt",
    "{who}: {text}",
    "68f0e9b4-1111-2222-3333-444455556666",
    "SPEAKER_01",
    "SPEAKER_02",
)
people("codes-and-space.txt", "{who} {text}", "nvs1967f", "nvs1951m", "nvs1980f")
people("letters.txt", "{who}: {text}", "I", "X", "Y")
people("code-dash.txt", "{who} – {text}", "I", "P03", "P04")
people("wide-space.txt", "{who}      {text}", "INT", "P03", "P04")
people("slashes.txt", "/{who}/ {text}", "INT", "P03", "P04")
people("number-and-name.txt", "{who}: {text}", "1 (Dana)", "4 (Michal)", "5 (Omer)")
people("pipes.txt", "{who}: {text}", "Sol Grig | Grand", "Coding Ninjas", "ash_k")
