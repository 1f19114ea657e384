"""``themes.yaml``: themes as a person may write them down before they enter the study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from idtool.errors import Fault, InvalidInput, UsageProblem
from idtool.model import Act, Evidence
from idtool.steps.coding_tables import find_quotation
from idtool.steps.contexts import StudyText, load_text
from idtool.steps.hand_coding import read_address
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.themes import NameTaken, Side, ThemeWords
from idtool.written import WrittenYaml, read_validated, read_yaml


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class WrittenEvidence(_Written):
    """A place for or against: an address, or an interview and a quotation."""

    at: str | None = Field(None, description="An address such as D01#t044.")
    interview: str | None = Field(None, description="An interview such as D01.")
    quote: str | None = Field(None, description="Words that stand there exactly once.")
    person: str | None = Field(None, description="Who says it, such as P03.")
    note: str = Field("", description="Why this place matters, in quotes.")
    quote_ok: bool | None = Field(
        None,
        description="true or false: whether its speaker's form may print it. Left out, words "
        "given as a quotation may be, a bare address may not.",
    )


class WrittenTheme(_Written):
    """One theme."""

    id: str = Field(pattern=r"^T\d{2,3}$", description="An id such as T01.")
    focus: str = Field(description="A codebook's id or prefix.")
    status: Literal["candidate", "developing", "settled", "set_aside"] = Field(
        "candidate", description="candidate, developing, settled or set_aside."
    )
    name: str = Field(min_length=1, description="The theme's name, given by a person.")
    claim: str = Field("", description="What the theme claims; it could be wrong.")
    not_a_topic_because: str = Field("", description="Why it is more than a topic.")
    so_what: str = Field("", description="What it means for practice.")
    came_from: str = Field("", description="Where it came from, in words.")
    codes: list[str] = Field(default=[], description="Codes it rests on.")
    for_: list[WrittenEvidence] = Field(default=[], alias="for", description="Evidence for it.")
    against: list[WrittenEvidence] = Field(default=[], description="Evidence against it.")
    searched_against: str = Field("", description="Who looked for counter-evidence, and where.")
    memos: list[str] = Field(default=[], description="Memo ids such as m0003.")

    @field_validator("came_from", mode="before")
    @classmethod
    def _where_from(cls, value: object) -> object:
        """``{kind: memo, id: m0003}`` reads as ``memo m0003``."""
        if isinstance(value, dict):
            return " ".join(str(part) for part in value.values())
        return value

    @field_validator("searched_against", mode="before")
    @classmethod
    def _who_searched(cls, value: object) -> object:
        """``{by: R1, on: 2024-05-02, interviews: all}`` reads as a phrase."""
        if isinstance(value, dict):
            said = {key: str(part) for key, part in value.items()}
            parts = [f"by {said['by']}" if "by" in said else "", said.get("on", "")]
            if "interviews" in said:
                parts.append(f"interviews: {said['interviews']}")
            return ", ".join(part for part in parts if part)
        return value

    def words(self, study: LoadedStudy) -> ThemeWords:
        """The theme's words for the store."""
        return ThemeWords(
            name=self.name,
            focus=study.focus_named(self.focus),
            claim=self.claim.strip(),
            not_a_topic_because=self.not_a_topic_because.strip(),
            so_what=self.so_what.strip(),
            came_from=self.came_from,
            searched_against=self.searched_against,
            codes=tuple(self.codes),
            memos=tuple(self.memos),
        )

    def evidence(self, side: Side) -> list[WrittenEvidence]:
        """Evidence on one side."""
        return self.for_ if side == "for" else self.against


class ThemeFile(_Written):
    """The whole of a themes file."""

    schema_: Annotated[Literal["idtool/themes@1"], Field(alias="schema")] = "idtool/themes@1"
    themes: list[WrittenTheme] = Field(description="A list of themes.")


def import_themes(study: LoadedStudy, path: Path, act: Act) -> list[str]:
    """Read themes from a YAML file; all of them are stored, or none.

    Evidence is given as a place (``at: D01#t044``), or as an interview and a
    quotation, which must stand there once. A theme that is already in the study
    is left as it is.

    Raises:
        InvalidInput: The file has faults; every one is listed.
    """
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    written = read_yaml(path.read_text(encoding="utf-8-sig"), path.name)
    record, faults = read_validated(ThemeFile, written)
    if record is None:
        raise InvalidInput(f"{path.name} has faults.", faults[0].remedy, faults)
    with open_study_file(study.folder, act, write=True) as store:
        text = load_text(study, store)
        made = []
        for number, entry in enumerate(record.themes):
            if store.themes.has(entry.id):
                continue
            found = list(_faults(study, store, entry, written, number))
            places = list(_places(text, entry, written, number))
            faults += [*found, *(place for place in places if isinstance(place, Fault))]
            if faults:
                continue
            store.themes.new(entry.words(study), theme_id=entry.id, status=entry.status)
            for place in places:
                if not isinstance(place, Fault):
                    store.themes.link(entry.id, *place)
            made.append(entry.id)
            store.trail.add("theme.import", entry.id, detail={"status": entry.status})
        if faults:
            raise InvalidInput(
                f"{path.name}, line {faults[0].line}: {faults[0].problem} Nothing was imported.",
                faults[0].remedy,
                faults,
            )
    return made


def _faults(
    study: LoadedStudy, store: StudyFile, entry: WrittenTheme, written: WrittenYaml, number: int
) -> Iterator[Fault]:
    """Codes nobody knows, and a name another theme bears."""
    line = written.line_of(("themes", number))
    for code in entry.codes:
        if code not in study.codes:
            yield Fault(written.file, line, f"No codebook has the code “{code}”.", "Correct it.")
    if other := store.themes.bearer_of(entry.name):
        taken = NameTaken(other)
        yield Fault(written.file, line, taken.problem, taken.remedy)


def _places(
    text: StudyText, entry: WrittenTheme, written: WrittenYaml, number: int
) -> Iterator[tuple[Side, Evidence] | Fault]:
    """Evidence on both sides as places of the study, or what is wrong with it."""
    sides: tuple[Side, ...] = ("for", "against")
    for side in sides:
        for item, given in enumerate(entry.evidence(side)):
            place = _place(text, given)
            if place is not None:
                yield side, place
                continue
            yield Fault(
                written.file,
                written.line_of(("themes", number, side, item)),
                "This evidence does not stand in the study exactly once.",
                "Give an address (at: D01#t044), or a quotation word for word.",
            )


def _place(text: StudyText, given: WrittenEvidence) -> Evidence | None:
    if given.at:
        try:
            address = read_address(given.at, text)
        except UsageProblem:
            return None
        first, last = address.first_turn, address.last_turn
        return Evidence(address.transcript, first, last, given.note, given.quote_ok is True)
    transcript = text.transcripts.get(given.interview or "")
    if transcript is None or not given.quote:
        return None
    found = find_quotation(transcript, given.quote)
    if len(found) != 1:
        return None
    start, end = found[0]
    turns = [t.number for t in transcript.turns if t.start < end and start < t.end]
    return Evidence(transcript.id, turns[0], turns[-1], given.note, given.quote_ok is not False)
