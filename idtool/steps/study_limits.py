"""Limits that can be read off the data; each sentence is a fact of the study."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from idtool.model import Theme
from idtool.report.saturation_doc import SaturationPages
from idtool.steps.report_basis import ReportBasis


def limits_of(
    basis: ReportBasis, themes: Sequence[Theme], saturation: SaturationPages | None
) -> Iterator[str]:
    """Sentences on what the data cannot carry; each is a fact of the study file."""
    status, study = basis.status, basis.study
    for target in status.targets:
        if target.shortfall:
            yield (
                f"{target.label.capitalize()}: {target.reached} of {target.planned} planned; "
                f"{target.shortfall} short."
            )
    if saturation is not None:
        for curve in saturation.named():
            if not curve.assessable:
                yield (
                    f"Whether new codes still come is not assessable for {curve.name}: "
                    f"{curve.reason}."
                )
    again = [i.id for i in study.interviews.values() if i.vignettes_seen_before]
    if again:
        named = f" ({', '.join(again)})" if basis.tags.inside else ""
        yield (
            f"Second exposure: in {_interviews(len(again))}{named} people had met the vignettes "
            "before, so differences between alone and together may come from that."
        )
    yield from _one_setting(basis)
    yield from _not_asked(basis)
    if study.vignettes is not None:
        yield "Answers to vignettes are what people said they would do, not what they did."
    if basis.tags.inside:
        if status.raw_transcripts:
            yield f"Not checked against the audio: {', '.join(status.raw_transcripts)}."
        if status.missing_transcripts:
            yield f"No transcript yet: {', '.join(status.missing_transcripts)}."
    unsearched = [t.id for t in themes if t.status != "set_aside" and not t.searched_against]
    if unsearched:
        yield f"Nobody has looked for counter-evidence to {', '.join(unsearched)}."


def _one_setting(basis: ReportBasis) -> Iterator[str]:
    study = basis.study
    for role, entry in study.settings.roles.items():
        people = basis.of_role(set(basis.tags.heard), role)
        settings = {study.people[person].attributes.get("setting", "") for person in people}
        if len(people) > 1 and len(settings) == 1 and settings != {""}:
            named = f" ({next(iter(settings))})" if basis.tags.inside else ""
            yield f"All {entry.plural} come from one setting{named}."


def _not_asked(basis: ReportBasis) -> Iterator[str]:
    missed = [
        (entry.id, entry.not_asked)
        for entry in basis.study.roster.interviews
        if entry.not_asked and entry.id in basis.text.transcripts
    ]
    if missed and basis.tags.inside:
        parts = "; ".join(f"{interview}: {', '.join(refs)}" for interview, refs in missed)
        yield f"Not asked, which is not the same as nothing said: {parts}."
    elif missed:
        yield f"In {_interviews(len(missed))} not every question was reached."


def _interviews(count: int) -> str:
    return "1 interview" if count == 1 else f"{count} interviews"
