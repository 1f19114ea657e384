"""Sentences on how the study was made, each a fact of the study file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import mean

from idtool.report.checklist import FactSheet
from idtool.steps.study_facts import StudyFacts
from idtool.steps.study_folder import LoadedStudy

_ORDERS = {
    "fixed": "The vignettes stood in the same order for everybody.",
    "rotated": "The order of the vignettes was rotated from interview to interview.",
    "per-interview": "The order of the vignettes was decided for each interview.",
}


def methods_sheet(study: LoadedStudy, facts: StudyFacts, limits: tuple[str, ...]) -> FactSheet:
    """The facts of a methods section, with gaps where only a person can write."""
    return FactSheet(
        title="How the study was made",
        opening=(
            "Facts out of the study file, to write a methods section from. None of these "
            "sentences interprets anything, and none says that something is enough."
        ),
        parts=(
            ("Approach", tuple(approach(study)), "Why this approach, and what you brought to it."),
            ("People", tuple(people(study, facts)), recruitment_gap(facts)),
            ("Interviews and instruments", tuple(instruments(study, facts)), ""),
            ("Transcripts and privacy", tuple(transcripts(facts)), ""),
            ("Coding", tuple(coding(facts)), ""),
            ("What the machine did", tuple(machine(study, facts)), ""),
            (
                "Saturation and adequacy",
                tuple(saturation(study, facts)),
                ""
                if facts.adequacy
                else "Whether this is enough for this study, in your own words: idtool memo new "
                "--type method --on adequacy",
            ),
            ("Themes", tuple(themes(facts)), ""),
            ("Checking", tuple(checking(study, facts)), ""),
            ("Limits, from the data", limits, ""),
            ("Programs", tuple(programs(facts)), ""),
        ),
    )


def approach(study: LoadedStudy) -> Iterator[str]:
    """Approach and question."""
    named = study.settings.approach.replace("-", " ").title()
    yield f"The study follows {named}."
    yield f"Its question: {study.settings.question}"
    if study.settings.ethics.approval:
        yield f"Ethics approval: {study.settings.ethics.approval}."


def people(study: LoadedStudy, facts: StudyFacts) -> Iterator[str]:
    """Who was heard, against the targets."""
    status, roles = facts.status, study.settings.roles
    by_role = ", ".join(f"{n} {roles[role].plural}" for role, n in status.people_by_role.items())
    yield f"{status.n_people} people were heard ({by_role})."
    for target in status.targets:
        short = f", {target.shortfall} short" if target.shortfall else ""
        planned = f"Planned were {target.planned} for {target.label}"
        yield f"{planned}; reached are {target.reached}{short}."
    if facts.repeated:
        yield f"{facts.repeated} of these people were heard more than once, and count once."


def bands(study: LoadedStudy, facts: StudyFacts) -> str:
    """The sample in bands, with small cells kept back."""
    small = study.settings.privacy.small_cell
    parts = []
    for name, counts in facts.bands.items():
        shown = [f"{value}: {n if n >= small else f'<{small}'}" for value, n in counts.items()]
        parts.append(f"{name} ({', '.join(sorted(shown))})")
    return "; ".join(parts)


def recruitment_gap(facts: StudyFacts) -> str:
    """What is to be said of recruitment, unless the roster says how everybody was found."""
    known = set(facts.recruited) - {"not said"}
    if known and "not said" not in facts.recruited:
        return ""
    return "How people were found and asked, how many declined, and why."


def recruited(facts: StudyFacts) -> str:
    """How people were found, by interview."""
    if set(facts.recruited) == {"not said"}:
        return ""
    return f"Interviews by how people were found: {_counted(facts.recruited)}."


def instruments(study: LoadedStudy, facts: StudyFacts) -> Iterator[str]:
    """Kinds of interview, lengths, guide and vignettes."""
    kinds = _counted(facts.kinds)
    yield f"{facts.status.n_transcripts} interviews have a transcript ({kinds})."
    yield lengths(facts)
    if study.guide is not None:
        changes = len(study.guide.changes)
        told = f", changed {changes} times while interviewing" if changes > 1 else ""
        told = ", changed once while interviewing" if changes == 1 else told
        yield f"The interview guide is at version {study.guide.version}{told}."
    if study.vignettes is not None:
        areas = ", ".join(item.area for item in study.vignettes.items)
        yield (
            f"{len(study.vignettes.items)} vignettes were used ({study.vignettes.set}, version "
            f"{study.vignettes.version}): {areas}."
        )
        if study.settings.vignettes is not None:
            yield _ORDERS[study.settings.vignettes.order]
    again = [i.id for i in study.interviews.values() if i.vignettes_seen_before]
    if again:
        yield f"In {len(again)} interviews people met the vignettes for the second time."


def lengths(facts: StudyFacts) -> str:
    """Lengths on record."""
    if not facts.minutes:
        return "No lengths are on record."
    return (
        f"{len(facts.minutes)} interviews have their length on record: {min(facts.minutes)} to "
        f"{max(facts.minutes)} minutes, {mean(facts.minutes):.0f} on average; participants' words "
        f"come to {facts.words:,}."
    )


def transcripts(facts: StudyFacts) -> Iterator[str]:
    """State of checking and the privacy screen."""
    yield f"Transcripts by state of checking: {_counted(facts.transcript_states)}."
    yield (
        "Each was screened for identifiers before it was stored; what the screen stopped at was "
        f"resolved first. {facts.screen['note']} indirect pointers were noted and stay."
    )
    if facts.attested:
        yield (
            f"A named reviewer let uncertain finds pass, with a reason, in "
            f"{', '.join(dict.fromkeys(facts.attested))}."
        )
    yield "The transcripts are screened, which does not make them anonymous."


def coding(facts: StudyFacts) -> Iterator[str]:
    """Coders, codebooks, codings."""
    versions = ", ".join(f"{name} {version}" for name, version in facts.versions)
    yield f"Codebooks: {versions}."
    yield f"Codes in use by origin: {_counted(facts.origins) or 'none'}."
    yield f"{facts.status.n_accepted} codings count; {facts.by_hand} were made by hand."
    yield f"Coders: {', '.join(facts.coders) or 'none'}."
    if facts.double_read:
        yield (
            f"A second reader coded {len(facts.double_read)} interviews "
            f"({', '.join(facts.double_read)}); these codings serve agreement and do not count."
        )
    yield f"{facts.n_readings} interviews are on record as read whole."


def machine(study: LoadedStudy, facts: StudyFacts) -> Iterator[str]:
    """What the program proposed, and what people made of it."""
    decided = sum(facts.decided.values())
    learned = (
        ", and by what it learned from codings that people accepted"
        if "learned" in facts.sources
        else ""
    )
    yield (
        "The program proposed codings by readable rules and by likeness to the codebook's words"
        f"{learned}; it used no generative model and sent nothing anywhere."
    )
    yield from models(facts)
    made = (
        f"on {decided} proposals one by one: {_counted(facts.decided)}"
        if decided
        else "on no proposal yet"
    )
    yield f"People decided {made}. {facts.status.n_proposed} wait."
    if study.settings.practice.suggestions != "always":
        told = study.settings.practice.suggestions.replace("_", " ")
        yield f"Suggestions were set to “{told}”."
    for what, settings in facts.machine:
        yield f"Last run of {what}: {settings}."


def models(facts: StudyFacts) -> Iterator[str]:
    """Sentence models by name and fingerprint; nothing if none was used."""
    named: dict[tuple[str, str], str] = {}
    for what, model in facts.models:
        told = f"for {what}, {model.name} (fingerprint {model.fingerprint}"
        told += f", {model.dimensions} numbers a text, read by {model.reader})"
        named.setdefault((what, model.fingerprint), told)
    if named:
        yield (
            "It also compared sentences by a sentence model, a file on the same machine that turns "
            f"a text into numbers and writes nothing: {'; '.join(named.values())}."
        )


def saturation(study: LoadedStudy, facts: StudyFacts) -> Iterator[str]:
    """The rule, and the researcher's own note; never a verdict."""
    rule = study.settings.saturation
    yield (
        f"The rule set beforehand is {rule.rule} with a base of {rule.base} interviews, runs of "
        f"{rule.run} and a threshold of {100 * rule.threshold:g} % (Guest, Namey and Chen 2020). "
        "Its outcome, with what cannot be assessed, is in the saturation report."
    )
    if facts.adequacy:
        yield f"The researcher writes: {facts.adequacy}"


def themes(facts: StudyFacts) -> Iterator[str]:
    """How themes came about and where they stand."""
    by_status: dict[str, int] = {}
    for theme in facts.themes:
        status = theme.status.replace("_", " ")
        by_status[status] = by_status.get(status, 0) + 1
    yield f"{len(facts.themes)} themes were written by people ({_counted(by_status) or 'none'})."
    origins = [f"{t.id} from {t.came_from}" for t in facts.themes if t.came_from]
    if origins:
        yield f"They came from: {'; '.join(origins)}."
    searched = [t.id for t in facts.themes if t.searched_against]
    against = [t.id for t in facts.themes if t.evidence_against]
    yield (
        f"Counter-evidence was looked for in {len(searched)} of them, and is linked in "
        f"{len(against)}."
    )


def checking(study: LoadedStudy, facts: StudyFacts) -> Iterator[str]:
    """Member checking, the mentor, the trail."""
    if facts.documents:
        told = ", ".join(f"round {n}: {count}" for n, count in sorted(facts.documents.items()))
        yield (
            f"Participants' documents ({study.settings.member_check.variant}) were made for "
            f"{told}. Whoever does not answer has not agreed."
        )
    else:
        yield "No document for participants has been made."
    if facts.n_packets:
        answered = [item for item in facts.mentor if item.status in {"done", "not_done"}]
        declined = sum(1 for item in answered if item.status == "not_done")
        yield (
            f"The mentor received {facts.n_packets} packets and signed {facts.n_signed}; "
            f"{len(facts.mentor)} remarks are on record, {len(answered)} answered, of these "
            f"{declined} not followed, with reasons."
        )
        relation = [m.relation for m in study.settings.team if "review" in m.does and m.relation]
        if relation:
            yield f"The reviewer's relation to the researcher: {', '.join(relation)}."
    whole = "unbroken" if facts.trail_whole else "BROKEN; see idtool audit verify"
    yield f"A trail of {facts.status.n_trail} acts is {whole}; {facts.n_decisions} are decisions."
    if facts.n_journal:
        yield f"A journal has {facts.n_journal} entries, {facts.n_shared} of them shared."


def programs(facts: StudyFacts) -> Iterator[str]:
    """Programs with versions."""
    yield f"{', '.join(f'{name} {version}' for name, version in facts.programs)}."


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in sorted(counts.items()) if n)
