"""``speakers.yaml`` for an ingest: found, read, and refused where it would be a key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from idtool.errors import Fault, InvalidInput, PrivacyStop
from idtool.steps.ingest_records import IngestRequest
from idtool.steps.screening import may_name
from idtool.steps.study_folder import LoadedStudy
from idtool.study.speakers import Speakers, read_speakers
from idtool.written import read_yaml

SPEAKERS_FILE = "speakers.yaml"
_APART = (
    "Keep this file outside the study, beside the participant key, and give it with "
    "--speakers FILE; or name the label by --speaker, which keeps nothing that may be a name."
)


class NamesBesideIds(PrivacyStop):
    """A file inside the study pairs labels that may be names with ids: a piece of the key."""

    def __init__(self, file: str, lines: list[int]) -> None:
        shown = ", ".join(map(str, lines[:8]))
        super().__init__(
            f"{file}, line {shown}: a label may be somebody's name or initials, and stands "
            "beside an id inside the study.",
            _APART,
        )


class FlawedSpeakers(InvalidInput):
    """Lines of a speakers file that cannot be used; every one is listed."""

    def __init__(self, faults: list[Fault]) -> None:
        first = faults[0]
        super().__init__(f"{first.file}, line {first.line}: {first.problem}", first.remedy, faults)


def with_speakers_file(study: LoadedStudy, request: IngestRequest) -> IngestRequest:
    """The request with what the study's speakers file says, or the file that was given.

    Raises:
        InvalidInput: The file has faults, or is not there.
        NamesBesideIds: It lies in the study folder and has labels that may be names.
    """
    path = request.speakers_file or study.folder / SPEAKERS_FILE
    if request.speakers_file is None and not path.is_file():
        return request
    return replace(request, by_file=load_speakers(path, study.folder))


def load_speakers(path: Path, folder: Path) -> Speakers:
    """Read and check one speakers file."""
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path given with --speakers.")
    speakers, faults = read_speakers(
        read_yaml(path.read_text(encoding="utf-8-sig"), path.name), path.name
    )
    if faults:
        raise FlawedSpeakers(faults)
    if path.resolve().is_relative_to(folder.resolve()):
        named = [each.line for each in speakers.labels if may_name(each.label)]
        if named:
            raise NamesBesideIds(path.name, named)
    return speakers


def speakers_faults(folder: Path) -> list[Fault]:
    """What ``check`` says of the study's own speakers file."""
    path = folder / SPEAKERS_FILE
    if not path.is_file():
        return []
    try:
        load_speakers(path, folder)
    except FlawedSpeakers as error:
        return list(error.faults)
    except NamesBesideIds as error:
        return [Fault(path.name, 0, error.problem, error.remedy, privacy=True)]
    except InvalidInput as error:
        return [Fault(path.name, 0, error.problem, error.remedy)]
    return []
