"""Small studies made in memory, for laws that must hold of any study."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from idtool.model import Coding, Evidence, Interview, Segment, Theme, Transcript, Turn
from idtool.steps.contexts import StudyText
from idtool.steps.member_sheets import MemberCheckBasis
from idtool.steps.study_folder import LoadedStudy
from idtool.study import Roster, Study
from idtool.study.membercheck import MemberCheckForm

CODES = ("A.ONE", "A.TWO")
ROLES = ("LE", "SW")
# Few words, so that people often say the same ones by chance.
WORDS = ("we", "wait", "there", "until", "it", "is", "over", "and", "then", "home")
SCOPES = ("record", "quote", "contact_for_member_check")

sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=16).map(
    lambda words: " ".join(words).capitalize() + "."
)
turn_words = st.lists(sentences, min_size=1, max_size=3).map(" ".join)


@st.composite
def bases(draw: st.DrawFn) -> MemberCheckBasis:
    """A study of two to four people, each heard alone, and a pair of the first two."""
    count = draw(st.integers(2, 4))
    people = [
        {
            "id": f"P{n:02d}",
            "role": ROLES[(n - 1) % 2],
            "consents": draw(st.lists(st.sampled_from(SCOPES), unique=True)),
        }
        for n in range(1, count + 1)
    ]
    meetings = [(f"I{n:02d}", "individual", [f"P{n:02d}"]) for n in range(1, count + 1)]
    meetings.append(("D01", "paired", ["P01", "P02"]))
    study = make_study(people, meetings, draw(_statements()), draw(_quote_rule()))
    transcripts = {}
    for name, kind, who in meetings:
        spoken = draw(st.lists(st.tuples(st.sampled_from([*who, None]), turn_words), max_size=6))
        transcripts[name] = make_transcript(name, kind, who, spoken)
    codings = [
        coding for transcript in transcripts.values() for coding in draw(_codings_of(transcript))
    ]
    places = [
        Evidence(transcript.id, turn.number, turn.number, quote_ok=draw(st.booleans()))
        for transcript in transcripts.values()
        for turn in transcript.turns
        if not turn.is_interviewer and draw(st.booleans())
    ]
    theme = Theme(
        "T01",
        "u",
        "a",
        "A theme",
        "developing",
        codes=CODES,
        evidence_for=tuple(places[::2]),
        evidence_against=tuple(places[1::2]),
    )
    return MemberCheckBasis(
        study=study,
        text=StudyText(transcripts, {}, {}, study),
        codings=codings,
        themes={"T01": theme},
        allow=(),
        sent=date(2026, 5, 4),
        round=1,
    )


def make_study(
    people: list[dict[str, object]],
    meetings: list[tuple[str, str, list[str]]],
    statements: list[str],
    quotes: str = "own_only",
) -> LoadedStudy:
    """A study as its written files would say it; no codebook is needed here."""
    settings = Study.model_validate(
        {
            "schema": "idtool/study@1",
            "id": "small",
            "title": "Small",
            "question": "What happens?",
            "roles": {role: {"label": role, "plural": f"{role}s"} for role in ROLES},
            "foci": ["a"],
            "team": [{"id": "R1", "does": ["code"]}],
            "member_check": {"quotes": quotes},
        }
    )
    roster = Roster.model_validate(
        {
            "schema": "idtool/roster@1",
            "people": people,
            "interviews": [
                {"id": name, "kind": kind, "people": who} for name, kind, who in meetings
            ],
        }
    )
    form = MemberCheckForm.model_validate(
        {
            "schema": "idtool/member-check@1",
            "statements": [
                {"id": f"MC-{n:02d}", "theme": "T01", "plain": plain}
                for n, plain in enumerate(statements, start=1)
            ],
        }
    )
    return LoadedStudy(Path("nowhere"), settings, roster, None, {}, {}, None, form)


def make_transcript(
    name: str, kind: str, who: list[str], spoken: list[tuple[str | None, str]]
) -> Transcript:
    """A transcript of turns, as (person or the interviewer, words)."""
    turns, text = [], ""
    for number, (person, words) in enumerate(spoken, start=1):
        start = len(text) + (1 if text else 0)
        text = f"{text}\n{words}" if text else words
        role = ROLES[(int(person[1:]) - 1) % 2] if person else None
        turns.append(Turn(name, number, start, len(text), words, person or "INT", person, role))
    interview = Interview(name, "paired" if kind == "paired" else "individual", tuple(who))
    return Transcript(interview, text, tuple(turns))


def _statements() -> st.SearchStrategy[list[str]]:
    return st.lists(sentences, min_size=1, max_size=2)


def _quote_rule() -> st.SearchStrategy[str]:
    return st.sampled_from(["own_only", "own_only", "approved", "none"])


@st.composite
def _codings_of(draw: st.DrawFn, transcript: Transcript) -> list[Coding]:
    """Accepted codings anywhere, over one turn or several, cut wherever it happens."""
    if not transcript.text:
        return []
    spans = draw(
        st.lists(
            st.tuples(
                st.integers(0, len(transcript.text) - 1),
                st.integers(1, len(transcript.text)),
                st.sampled_from(CODES),
            ),
            max_size=6,
        )
    )
    return [
        Coding(
            uuid="u",
            segment=Segment(transcript.id, start, max(start + 1, end)),
            turn=1,
            code=code,
            focus="a",
            status="accepted",
            source="hand",
            coder="R1",
            quote="",
        )
        for start, end, code in spans
    ]
