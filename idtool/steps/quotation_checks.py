"""A manuscript's quotations, held against what people said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from idtool.manuscript.attribution import Names, attribution_of, role_words
from idtool.manuscript.links import Sentence
from idtool.manuscript.quotations import find_quotations
from idtool.manuscript.records import Paragraph
from idtool.manuscript.speech import speeches
from idtool.manuscript.verdicts import Held, QuoteCheck, Verdict
from idtool.steps.contexts import StudyText
from idtool.steps.member_sheets import QUOTE_CONSENT
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.verification import ManuscriptFinding
from idtool.store import StudyFile


def check_quotations(
    study: LoadedStudy,
    text: StudyText,
    store: StudyFile,
    body: Sequence[Paragraph],
    prose: Mapping[int, Sequence[Sentence]],
) -> list[Verdict]:
    """A verdict on every quotation of the manuscript."""
    names = names_of(study)
    check = QuoteCheck(
        [
            speech
            for transcript in text.transcripts.values()
            for speech in speeches(transcript.turns, text.readouts.get(transcript.id, frozenset()))
        ],
        {
            person.id: (person.role, study.settings.roles[person.role].label)
            for person in study.people.values()
        },
        _nobodys_words(study),
        {
            who.id
            for who in study.people.values()
            if QUOTE_CONSENT in who.consents and who.id not in text.wishes.silent
        },
        {name.casefold() for name in _headings(study, store)},
        [Held(p.transcript, p.start, p.end, p.wording) for p in text.wishes.passages],
        [
            speech
            for name, transcript in text.transcripts.items()
            if text.wishes.touching(name, 0, len(transcript.text))
            for speech in speeches(
                text.wishes.reworded(transcript.turns), text.readouts.get(name, frozenset())
            )
        ],
    )
    verdicts = []
    for quotation in find_quotations(body):
        sentence = _sentence_at(prose[id(quotation.paragraph)], quotation.outer_start)
        named = attribution_of(quotation, names, sentence.start if sentence else 0)
        linked = bool(sentence and sentence.links)
        if quotation.block and not (named.given or linked or quotation.paragraph.findings):
            continue  # a block set apart outside the findings is somebody else's text
        verdicts.append(check.check(quotation, named, linked=linked))
    return verdicts


def names_of(study: LoadedStudy) -> Names:
    """Roles and ids by which a manuscript may name who speaks."""
    roles = {role: (entry.label, entry.plural) for role, entry in study.settings.roles.items()}
    return Names(role_words(roles), frozenset(study.people), frozenset(study.interviews))


def _headings(study: LoadedStudy, store: StudyFile) -> Iterator[str]:
    for theme in store.themes.all():
        yield theme.name
        yield theme.claim
    for code in study.codes.values():
        yield code.label
    for book in study.codebooks.values():
        yield book.focus
    if study.vignettes is not None:
        for item in study.vignettes.items:
            yield from (item.title, item.area)


def _nobodys_words(study: LoadedStudy) -> dict[str, str]:
    words = {f"the vignette ({name})": text for name, text in study.stage_texts.items()}
    words |= {f"the guide ({name})": text for name, text in study.question_texts.items()}
    if study.vignettes is not None:
        words |= {
            f"the guide ({probe.id})": probe.ask
            for item in study.vignettes.items
            for probe in item.probes
        }
    if study.form is not None:
        words |= {f"the member check ({each.id})": each.plain for each in study.form.statements}
    return words


def _sentence_at(sentences: Sequence[Sentence], position: int) -> Sentence | None:
    return next((each for each in sentences if each.start <= position < each.end), None)


def as_finding(verdict: Verdict) -> ManuscriptFinding:
    """A verdict as something to mend."""
    quotation = verdict.quotation
    return ManuscriptFinding(
        "quotes",
        verdict.rule,
        verdict.fails,
        quotation.paragraph.where,
        quotation.paragraph.number,
        quotation.start,
        quotation.end,
        quotation.text,
        verdict.message,
        verdict.at,
        verdict.people,
        verdict.nearest,
    )
