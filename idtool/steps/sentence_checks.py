"""A manuscript's sentences: words for how many, links, and claims that link to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from idtool.manuscript.letters import WORD
from idtool.manuscript.links import TAG, Sentence, unknown_links
from idtool.manuscript.records import Paragraph, has_headings
from idtool.manuscript.verdicts import Verdict
from idtool.steps.contexts import StudyText, counted_codings
from idtool.steps.quantity_claims import QuantityClaims
from idtool.steps.quotation_checks import names_of
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.verification import Check, ManuscriptFinding
from idtool.store import StudyFile

FEWEST_CLAIM_WORDS = 4


def check_words(
    study: LoadedStudy,
    text: StudyText,
    store: StudyFile,
    prose: Mapping[int, Sequence[Sentence]],
) -> tuple[int, list[ManuscriptFinding]]:
    """How many words for how many were held against people, and what does not hold."""
    claims = QuantityClaims(
        study, text, store, counted_codings(study, store), names_of(study).roles
    )
    n_checked = 0
    found = []
    for sentences in prose.values():
        for sentence in sentences:
            if sentence.paragraph.kind == "block":
                continue  # a participant's words, not the author's
            for quantity, objection in claims.check(sentence):
                n_checked += 1
                if objection is not None:
                    found.append(
                        _at_sentence(
                            "words",
                            objection.rule,
                            objection.fails,
                            sentence,
                            (sentence.start + quantity.start, sentence.start + quantity.end),
                            objection.message,
                        )
                    )
    return n_checked, found


def check_links(
    study: LoadedStudy,
    text: StudyText,
    store: StudyFile,
    prose: Mapping[int, Sequence[Sentence]],
) -> Iterator[ManuscriptFinding]:
    """Links to nothing, and links to a theme that nothing is linked to."""
    themes = {theme.id: theme for theme in store.themes.all()}
    known: dict[str, object] = {**themes, **study.codes, **study.interviews, **study.people}
    for sentences in prose.values():
        for sentence, link in unknown_links(sentences, known):
            yield _at_sentence(
                "claims", "unknown-link", True, sentence, None, f"The study has no {link}."
            )
        for sentence in sentences:
            for link in sentence.links:
                theme = themes.get(link)
                if theme is not None and not theme.evidence_for and not theme.codes:
                    yield _at_sentence(
                        "claims",
                        "no-evidence",
                        True,
                        sentence,
                        None,
                        f"{link} has neither evidence nor codes.",
                    )
                elif theme is not None and theme.status == "set_aside":
                    yield _at_sentence(
                        "claims", "set-aside", False, sentence, None, f"{link} was set aside."
                    )
    del text


def claims_in(body: Sequence[Paragraph], prose: Mapping[int, Sequence[Sentence]]) -> list[Sentence]:
    """Sentences of the findings that are long enough to claim something."""
    """Sentences of prose under a heading on findings."""
    return [
        sentence
        for paragraph in body
        if paragraph.findings and paragraph.kind == "text"
        for sentence in prose[id(paragraph)]
        if len(WORD.findall(TAG.sub(" ", sentence.text))) >= FEWEST_CLAIM_WORDS
    ]


def why_no_claims(body: Sequence[Paragraph], *, linked: bool) -> str:
    """Why claims cannot be checked, or nothing."""
    if not linked:
        return (
            "Claims were not checked: no sentence is linked to the study. Put tags such as {T03} "
            "behind sentences, or give --links FILE."
        )
    if not any(each.findings for each in body):
        told = "no heading on findings" if has_headings(body) else "no headings"
        return f"Claims were not checked: the manuscript has {told}."
    return ""


def unlinked_claims(
    claims: Sequence[Sentence], verdicts: Sequence[Verdict]
) -> Iterator[ManuscriptFinding]:
    """Sentences on findings with neither a link nor a quotation that was found."""
    shown = [verdict.quotation for verdict in verdicts if verdict.rule not in {"term"}]
    for sentence in claims:
        if sentence.links or sentence.text.rstrip()[-1:] == "?":
            continue
        if any(
            quote.paragraph is sentence.paragraph
            and sentence.start <= quote.outer_start < sentence.end
            for quote in shown
        ):
            continue
        yield _at_sentence(
            "claims",
            "unlinked",
            True,
            sentence,
            None,
            "No link to the study: nothing says what this rests on.",
        )


def _at_sentence(
    check: Check,
    rule: str,
    fails: bool,
    sentence: Sentence,
    span: tuple[int, int] | None,
    message: str,
) -> ManuscriptFinding:
    start, end = span or (sentence.start, sentence.end)
    return ManuscriptFinding(
        check,
        rule,
        fails,
        sentence.paragraph.where,
        sentence.paragraph.number,
        start,
        end,
        sentence.paragraph.text[start:end],
        message,
    )
