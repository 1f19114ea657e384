"""A study's written files, read and held against each other: all faults at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from idtool.codebook import Codebook, Guide, VignetteSet
from idtool.codebook.schema import Code
from idtool.errors import Fault, InvalidInput, PrivacyStop, UsageProblem
from idtool.model import Interview, Person
from idtool.steps.study_place import STUDY_FILE as STUDY_FILE
from idtool.steps.study_place import NoStudyHere as NoStudyHere
from idtool.steps.study_place import find_study as find_study
from idtool.study import Roster, Study
from idtool.study.links import check_roster, check_settings, check_subjects
from idtool.study.membercheck import MemberCheckForm
from idtool.written import WrittenYaml, read_validated, read_yaml

ROSTER_FILE = "roster.yaml"
GUIDE_FILE = "guide.yaml"
MEMBERCHECK_FILE = "membercheck.yaml"

Model = TypeVar("Model", bound=BaseModel)


class InvalidStudy(InvalidInput):
    """Files of the study do not fit; every fault is listed."""

    def __init__(self, faults: list[Fault]) -> None:
        first = faults[0]
        place = f"{first.file}, line {first.line}" if first.line else first.file
        more = f" ({len(faults)} faults in all)" if len(faults) > 1 else ""
        super().__init__(f"{place}: {first.problem}{more}", first.remedy, faults)


class IdentifyingRoster(PrivacyStop):
    """The roster holds something that could identify a person."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.file}, line {fault.line}: {fault.problem}", fault.remedy)


@dataclass(frozen=True)
class LoadedStudy:
    """Everything people wrote: settings, roster, guide, codebooks, vignettes, form."""

    folder: Path
    settings: Study
    roster: Roster
    guide: Guide | None
    codebooks: dict[str, Codebook]
    codebook_texts: dict[str, str] = field(repr=False)
    vignettes: VignetteSet | None
    form: MemberCheckForm | None
    unused_codebooks: tuple[str, ...] = ()

    @cached_property
    def people(self) -> dict[str, Person]:
        """Participants by id."""
        return self.roster.persons()

    @cached_property
    def interviews(self) -> dict[str, Interview]:
        """Interviews by id, in order of week."""
        return self.roster.meetings()

    @cached_property
    def codes(self) -> dict[str, Code]:
        """Every content, stance and interaction code by id, in order of the codebooks."""
        return {code.id: code for book in self.codebooks.values() for code in book.all_codes}

    @cached_property
    def focus_of(self) -> dict[str, str]:
        """The codebook id of each code."""
        return {code.id: book.id for book in self.codebooks.values() for code in book.all_codes}

    def version_of(self, code: str) -> str:
        """The codebook version a coding of ``code`` points to, such as ``potential@1.0.0``."""
        book = self.codebooks[self.focus_of[code]]
        return f"{book.id}@{book.version}"

    def focus_named(self, word: str) -> str:
        """The codebook id meant by an id, a prefix or a focus name.

        Raises:
            UsageProblem: There is no such focus.
        """
        for book in self.codebooks.values():
            if word.lower() in {book.id.lower(), book.prefix.lower(), book.focus.lower()}:
                return book.id
        raise UsageProblem(
            f"There is no focus “{word}”.", f"Use one of: {', '.join(self.codebooks)}."
        )

    def check_member(self, member: str) -> None:
        """Refuse an acting person whom study.yaml does not list.

        Raises:
            UsageProblem: Nobody in the team has this id.
        """
        known = [entry.id for entry in self.settings.team]
        if member not in known:
            raise UsageProblem(
                f"Nobody in the team has the id {member}.",
                f"Act as one of {', '.join(known)} (--as), or add {member} to team: in "
                f"{STUDY_FILE}.",
            )

    @cached_property
    def stage_texts(self) -> dict[str, str]:
        """Vignette stages by id, in every role's wording, joined for recognition."""
        if self.vignettes is None:
            return {}
        return {
            stage.id: stage.text.replace("{opening}", " ").strip()
            for item in self.vignettes.items
            for stage in item.stages
        }

    @cached_property
    def openings(self) -> list[str]:
        """What stands for ``{opening}`` in a stage, for each role."""
        return list(self.vignettes.roles.values()) if self.vignettes is not None else []

    @cached_property
    def read_aloud(self) -> dict[str, str]:
        """All that is read aloud from the page: stages and openings."""
        openings = {f"opening {number}": text for number, text in enumerate(self.openings, 1)}
        return {**self.stage_texts, **openings}

    @cached_property
    def question_texts(self) -> dict[str, str]:
        """Guide questions by id."""
        if self.guide is None:
            return {}
        return {
            item.id: item.ask for part in self.guide.sections for item in part.items if item.ask
        }

    def questions_for(self, kind: str) -> dict[str, str]:
        """Guide questions that are asked in interviews of this kind, by id."""
        if self.guide is None:
            return {}
        return {
            item.id: item.ask
            for part in self.guide.sections
            if kind in part.used_in
            for item in part.items
            if item.ask
        }

    def guide_order(self, kind: str) -> list[str]:
        """Refs of questions and vignette stages, in the order in which the guide has them."""
        sections = self.guide.sections if self.guide is not None else []
        items = [item for part in sections if kind in part.used_in for item in part.items]
        stages = list(self.stage_texts)
        return [ref for item in items for ref in ([item.id] if item.ask else stages)]

    @cached_property
    def vignette_areas(self) -> dict[str, str]:
        """Area by vignette id."""
        return {item.id: item.area for item in self.vignettes.items} if self.vignettes else {}

    @cached_property
    def cast(self) -> list[str]:
        """Names out of the vignettes; the privacy screen lets them pass."""
        if self.vignettes is None:
            return []
        return sorted({name for item in self.vignettes.items for name in item.cast})


def load_study(folder: Path) -> LoadedStudy:
    """Read and validate everything people wrote in ``folder``.

    Raises:
        IdentifyingRoster: The roster holds a key that could identify someone.
        InvalidStudy: Anything else does not fit; lists every fault of every file.
    """
    study, faults = read_study(folder)
    private = [fault for fault in faults if fault.privacy]
    if private:
        raise IdentifyingRoster(private[0])
    if study is None or faults:
        raise InvalidStudy(faults)
    return study


def read_study(folder: Path) -> tuple[LoadedStudy | None, list[Fault]]:
    """The study, or ``None``, and every fault in every file."""
    faults: list[Fault] = []
    settings, settings_yaml = _read(folder / STUDY_FILE, Study, faults)
    roster, roster_yaml = _read(folder / ROSTER_FILE, Roster, faults)
    guide = _read_optional(folder / GUIDE_FILE, Guide, faults)
    form = _read_optional(folder / MEMBERCHECK_FILE, MemberCheckForm, faults)
    codebooks, texts = _read_codebooks(folder, faults)
    sets = _read_vignettes(folder, faults)
    if settings and settings_yaml:
        # A file with a fault of its own may well be the one that is asked for.
        flawed = {fault.file.partition("/")[0] for fault in faults}
        books = [*codebooks, *(settings.foci if "codebooks" in flawed else ())]
        asked = [settings.vignettes.set] if settings.vignettes and "vignettes" in flawed else []
        faults += check_settings(
            settings, books, [*sets, *asked], settings_yaml.line_of, STUDY_FILE
        )
    if settings and roster and roster_yaml:
        faults += check_roster(settings, roster, roster_yaml.line_of, ROSTER_FILE)
        faults += _subject_faults(roster, roster_yaml, guide, sets.values(), faults)
    if settings is None or roster is None:
        return None, faults
    if any(focus not in codebooks for focus in settings.foci):
        return None, faults
    return (
        LoadedStudy(
            folder=folder,
            settings=settings,
            roster=roster,
            guide=guide,
            codebooks={focus: codebooks[focus] for focus in settings.foci},
            codebook_texts={focus: texts[focus] for focus in settings.foci},
            vignettes=sets.get(settings.vignettes.set) if settings.vignettes else None,
            form=form,
            unused_codebooks=tuple(sorted(set(codebooks) - set(settings.foci))),
        ),
        faults,
    )


def _subject_faults(
    roster: Roster,
    written: WrittenYaml,
    guide: Guide | None,
    sets: Collection[VignetteSet],
    faults: Sequence[Fault],
) -> list[Fault]:
    """What the roster says was not asked, against guide and vignettes, if these can be read."""
    if any(each.file == GUIDE_FILE or each.file.startswith("vignettes/") for each in faults):
        return []
    if guide is None and not sets:
        return []
    vignettes = [item for each in sets for item in each.items]
    subjects = [*(guide.item_ids if guide else ()), *(item.id for item in vignettes)]
    stages = [stage.id for item in vignettes for stage in item.stages]
    return list(check_subjects(roster, subjects, stages, written.line_of, ROSTER_FILE))


def _read(
    path: Path, model: type[Model], faults: list[Fault]
) -> tuple[Model | None, WrittenYaml | None]:
    name = (
        path.name
        if path.parent.name not in {"codebooks", "vignettes"}
        else (f"{path.parent.name}/{path.name}")
    )
    if not path.is_file():
        faults.append(
            Fault(name, 0, "The file is missing.", "Compare with a new study: idtool init NEW")
        )
        return None, None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.append(
            Fault(name, 0, "The file is not UTF-8.", "Save it again with the encoding UTF-8.")
        )
        return None, None
    record, written, found = _validated(model, text, name)
    faults += found
    return record, written


@lru_cache(maxsize=64)
def _validated(
    model: type[Model], text: str, name: str
) -> tuple[Model | None, WrittenYaml | None, tuple[Fault, ...]]:
    """A file's record and faults; the same words are parsed once in a process."""
    try:
        written = read_yaml(text, name)
    except InvalidInput as error:
        return None, None, tuple(error.faults)
    record, found = read_validated(model, written)
    return record, written, tuple(found)


def _read_optional(path: Path, model: type[Model], faults: list[Fault]) -> Model | None:
    return _read(path, model, faults)[0] if path.is_file() else None


def _yaml_files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []


def _read_codebooks(
    folder: Path, faults: list[Fault]
) -> tuple[dict[str, Codebook], dict[str, str]]:
    books: dict[str, Codebook] = {}
    texts: dict[str, str] = {}
    owner: dict[str, str] = {}
    for path in _yaml_files(folder / "codebooks"):
        book, written = _read(path, Codebook, faults)
        if book is None or written is None:
            continue
        name = f"codebooks/{path.name}"
        if book.id in books:
            faults.append(
                Fault(
                    name,
                    written.line_of(("id",)),
                    f"Two codebooks have the id “{book.id}”.",
                    "Give one of them another id.",
                )
            )
            continue
        for code in book.all_codes:
            if code.id in owner:
                faults.append(
                    Fault(name, 0, f"{code.id} is also defined in {owner[code.id]}.", "Rename one.")
                )
            owner[code.id] = name
        books[book.id] = book
        texts[book.id] = path.read_text(encoding="utf-8-sig")
    return books, texts


def _read_vignettes(folder: Path, faults: list[Fault]) -> dict[str, VignetteSet]:
    sets: dict[str, VignetteSet] = {}
    for path in _yaml_files(folder / "vignettes"):
        found, _ = _read(path, VignetteSet, faults)
        if found is not None:
            sets[found.set] = found
    return sets
