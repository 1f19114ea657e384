"""What a transcript is: raw from the service, checked against the audio, or de-identified.

``roster.yaml`` says what holds; ``study.db`` keeps who said so, and when.
"""

from __future__ import annotations

from idtool.errors import UsageProblem
from idtool.model import Act
from idtool.steps.roster_changes import set_statuses
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.store.statuses import SaidStatus

STATUSES = ("raw", "checked", "de-identified")


def say_status(
    study: LoadedStudy, interview: str, status: str, act: Act, *, why: str = ""
) -> SaidStatus:
    """Say what a transcript is from now on; the roster and the trail get it too.

    Raises:
        UsageProblem: There is no such transcript.
    """
    with open_study_file(study.folder, act, write=True) as store:
        if interview not in store.transcripts.ids():
            raise UsageProblem(
                f"There is no transcript {interview}.",
                f"Transcripts: {', '.join(store.transcripts.ids()) or 'none'}.",
            )
        before = study.interviews[interview].status
        said = store.statuses.say(interview, status, why=why)
        store.trail.add(
            "transcript.status", interview, why=why, detail={"from": before, "to": status}
        )
        set_statuses(study, {interview: status})
    return said


def unsigned(study: LoadedStudy, store: StudyFile) -> list[str]:
    """Transcripts the roster calls more than raw, while nobody is on record for it."""
    last = store.statuses.last()
    return [
        name
        for name in store.transcripts.ids()
        if name in study.interviews
        and study.interviews[name].status in STATUSES[1:]
        and (name not in last or last[name].status != study.interviews[name].status)
    ]
