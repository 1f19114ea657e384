"""COREQ and SRQR, filled as far as the study file can; the rest is for people to write.

Items are named by number with short labels of our own. Which of them data can fill
follows from what each asks for: a count of people is a fact, a relation to
participants is not.
"""

from __future__ import annotations

from idtool.report.checklist import Checklist, ChecklistItem, Filled
from idtool.steps import method_words as words
from idtool.steps.study_facts import StudyFacts
from idtool.steps.study_folder import LoadedStudy

_COREQ = "Tong, Sainsbury and Craig (2007), doi 10.1093/intqhc/mzm042."
_SRQR = "O'Brien, Harris, Beckman, Reed and Cook (2014), doi 10.1097/ACM.0000000000000388."

Entry = tuple[str, str]
"""What the study file says, and what only a person can add."""


def coreq(study: LoadedStudy, facts: StudyFacts) -> Checklist:
    """The 32 items of COREQ."""
    fill = _coreq_facts(study, facts)

    def items(first: int, labels: tuple[str, ...]) -> tuple[ChecklistItem, ...]:
        return tuple(
            _item(str(number), label, fill.get(number))
            for number, label in enumerate(labels, start=first)
        )

    return Checklist(
        "COREQ",
        _COREQ,
        (
            (
                "Team and reflexivity",
                items(
                    1,
                    (
                        "Who interviewed",
                        "Credentials",
                        "Occupation",
                        "Gender",
                        "Experience and training",
                        "Relationship before the study",
                        "What participants knew of the interviewer",
                        "What the interviewer brings",
                    ),
                ),
            ),
            (
                "Study design",
                items(
                    9,
                    (
                        "Methodology",
                        "Sampling",
                        "Approach to people",
                        "Sample size",
                        "Who declined",
                        "Setting of data collection",
                        "Others present",
                        "Description of the sample",
                        "Interview guide",
                        "Repeat interviews",
                        "Recording",
                        "Field notes",
                        "Duration",
                        "Data saturation",
                        "Transcripts returned",
                    ),
                ),
            ),
            (
                "Analysis and findings",
                items(
                    24,
                    (
                        "Number of coders",
                        "Coding tree",
                        "Where themes come from",
                        "Software",
                        "Participant checking",
                        "Quotations and their labels",
                        "Data and findings agree",
                        "Major themes",
                        "Minor themes",
                    ),
                ),
            ),
        ),
    )


def srqr(study: LoadedStudy, facts: StudyFacts) -> Checklist:
    """The 21 items of SRQR."""
    fill = _srqr_facts(study, facts)
    parts = (
        ("Title and abstract", 1, ("Title", "Abstract")),
        ("Introduction", 3, ("Problem", "Purpose or question")),
        (
            "Methods",
            5,
            (
                "Approach and paradigm",
                "Researcher's characteristics",
                "Context",
                "Sampling",
                "Ethics",
                "Data collection",
                "Instruments",
                "Units of study",
                "Data processing",
                "Data analysis",
                "Trustworthiness",
            ),
        ),
        ("Results", 16, ("Synthesis and interpretation", "Links to empirical data")),
        ("Discussion", 18, ("Integration with earlier work", "Limitations")),
        ("Other", 20, ("Conflicts of interest", "Funding")),
    )
    return Checklist(
        "SRQR",
        _SRQR,
        tuple(
            (
                heading,
                tuple(
                    _item(f"S{number}", label, fill.get(number))
                    for number, label in enumerate(labels, start=first)
                ),
            )
            for heading, first, labels in parts
        ),
    )


def _item(number: str, label: str, entry: Entry | None) -> ChecklistItem:
    if entry is None or not entry[0]:
        missing = entry[1] if entry else ""
        return ChecklistItem(number, label, "for you to write", "", missing)
    text, missing = entry
    state: Filled = "partly" if missing else "filled"
    return ChecklistItem(number, label, state, text, missing)


def _coreq_facts(study: LoadedStudy, facts: StudyFacts) -> dict[int, Entry]:
    status = facts.status
    settled = [f"{t.id} {t.name}" for t in facts.themes if t.status == "settled"]
    others = [
        f"{t.id} {t.name} ({t.status.replace('_', ' ')})"
        for t in facts.themes
        if t.status != "settled"
    ]
    quoted = sum(len(t.evidence_for) + len(t.evidence_against) for t in facts.themes)
    guide = " ".join(s for s in words.instruments(study, facts) if "guide" in s or "vignett" in s)
    return {
        9: (f"{study.settings.approach.replace('-', ' ').title()}.", "Why, and how it was used."),
        10: (words.recruited(facts), "The kind of sampling and its reasons."),
        12: (" ".join(words.people(study, facts)), ""),
        13: ("", "How many declined or dropped out, and why."),
        16: (f"In bands: {words.bands(study, facts)}." if facts.bands else "", ""),
        17: (guide, "Whether it was piloted." if guide else ""),
        18: (
            f"{facts.repeated} people were heard more than once; {facts.kinds.get('paired', 0)} "
            "interviews were with pairs."
            if facts.repeated
            else f"Nobody was heard more than once in {status.n_transcripts} interviews.",
            "",
        ),
        19: (
            f"Transcripts by state of checking: "
            f"{', '.join(f'{n} {s}' for s, n in sorted(facts.transcript_states.items()))}.",
            "How the interviews were recorded.",
        ),
        20: (
            f"{facts.n_readings} first readings and {status.n_memos} memos are on record."
            if facts.n_readings or status.n_memos
            else "",
            "Notes taken during or after the interviews.",
        ),
        21: (words.lengths(facts) if facts.minutes else "", ""),
        22: (
            " ".join(words.saturation(study, facts)),
            "" if facts.adequacy else "Whether it is enough for this study, and why.",
        ),
        23: (
            "Statements, not transcripts, went back to participants."
            if facts.documents and study.settings.member_check.variant != "transcript"
            else "Own turns went back to participants."
            if facts.documents
            else "",
            "Whether whole transcripts were returned.",
        ),
        24: (
            f"{len(facts.coders)} ({', '.join(facts.coders)})."
            + (
                f" A second reader coded {len(facts.double_read)} of {status.n_transcripts} "
                "interviews."
                if facts.double_read
                else ""
            )
            if facts.coders
            else "",
            "",
        ),
        25: (
            f"{len(study.codes)} codes in {len(study.codebooks)} codebooks "
            f"({', '.join(f'{n} {v}' for n, v in facts.versions)}), written out by: idtool report "
            "codebook.",
            "",
        ),
        26: (
            f"Codes in use by origin: "
            f"{', '.join(f'{n} {o}' for o, n in sorted(facts.origins.items()))}. "
            + " ".join(words.themes(facts))
            if facts.themes
            else "",
            "How you came from codes to claims.",
        ),
        27: (" ".join(words.programs(facts)), ""),
        28: (
            next((s for s in words.checking(study, facts) if "Participants'" in s), ""),
            "",
        ),
        29: (
            f"{quoted} places are linked to themes; quotations are signed by role and place, and "
            "checked in a manuscript by: idtool verify."
            if quoted
            else "",
            "",
        ),
        30: (
            " ".join(words.themes(facts)) if facts.themes else "",
            "Run idtool verify on the manuscript and say what it found.",
        ),
        31: (
            "; ".join(settled),
            "Whether the text presents them clearly.",
        ),
        32: ("; ".join(others), "Diverse cases and minor themes in the text."),
    }


def _srqr_facts(study: LoadedStudy, facts: StudyFacts) -> dict[int, Entry]:
    ethics = study.settings.ethics
    consents = ", ".join(scope.replace("_", " ") for scope in ethics.consent_scopes)
    return {
        4: (study.settings.question, "Its place in the introduction."),
        5: (" ".join(words.approach(study)), "The paradigm, and why."),
        6: ("", "Who you are to the people and the subject."),
        8: (
            " ".join(words.people(study, facts)),
            "How people were chosen, and why you stopped."
            if not facts.adequacy
            else "How people were chosen.",
        ),
        9: (
            f"{'Approval: ' + ethics.approval + '. ' if ethics.approval else ''}Consent was asked "
            f"for: {consents}.",
            "How consent was obtained; anything that needed care.",
        ),
        10: (
            " ".join(words.instruments(study, facts)),
            "Dates, procedures, and what changed on the way.",
        ),
        11: (
            " ".join(s for s in words.instruments(study, facts) if "guide" in s or "vignett" in s),
            "How the instruments were made and piloted.",
        ),
        12: (
            f"{facts.status.n_people} people, {facts.status.n_transcripts} interviews, "
            f"{facts.status.n_turns} turns; people are counted, not transcripts.",
            "",
        ),
        13: (
            " ".join([*words.transcripts(facts), *words.coding(facts)]),
            "Who transcribed, and how recordings are kept.",
        ),
        14: (
            " ".join([*words.machine(study, facts), *words.themes(facts)]),
            "How the interpretation was made, in your words.",
        ),
        15: (" ".join(words.checking(study, facts)), "What these checks changed."),
        16: (
            "; ".join(f"{t.id} {t.name}" for t in facts.themes if t.claim),
            "The interpretation itself.",
        ),
        17: (
            f"{sum(len(t.evidence_for) + len(t.evidence_against) for t in facts.themes)} places "
            "are linked for and against the themes; idtool verify checks quotations.",
            "",
        ),
        19: (
            "Limits that follow from the data are in: idtool report limits.",
            "Transferability, and limits the data do not show.",
        ),
    }
