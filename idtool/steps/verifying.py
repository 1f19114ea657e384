"""A manuscript against the study: every quotation, every word for how many, every claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from idtool.errors import InsufficientData, InvalidInput
from idtool.exchange.sheets import write_csv
from idtool.ingest.manuscripts import manuscript_paragraphs, read_manuscript, runs_with_text
from idtool.manuscript.attribution import Names, attribution_of, role_words
from idtool.manuscript.letters import WORD
from idtool.manuscript.links import (
    TAG,
    Sentence,
    has_links,
    read_side_links,
    sentences_of,
    unknown_links,
)
from idtool.manuscript.quotations import find_quotations
from idtool.manuscript.records import Paragraph, has_headings
from idtool.manuscript.speech import speeches
from idtool.manuscript.verdicts import Held, QuoteCheck, Verdict
from idtool.model import Act
from idtool.report.word_remarks import Remark, with_remarks
from idtool.steps.contexts import StudyText, counted_codings, load_text
from idtool.steps.member_sheets import QUOTE_CONSENT
from idtool.steps.quantity_claims import QuantityClaims
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile, open_study_file
from idtool.written import write_bytes_atomically, write_text_atomically

Check = Literal["quotes", "words", "claims"]
CHECKS: tuple[Check, ...] = ("quotes", "words", "claims")
FEWEST_CLAIM_WORDS = 4


@dataclass(frozen=True, slots=True)
class ManuscriptFinding:
    """One thing to look at in a manuscript.

    ``where`` is the paragraph or line; ``start`` and ``end`` are positions in the
    paragraph. ``fails`` tells a fault from a remark. ``words`` are the
    manuscript's own; ``at`` is a place in the study, ``people`` who speaks there,
    ``nearest`` the true words.
    """

    check: Check
    rule: str
    fails: bool
    where: str
    paragraph: int
    start: int
    end: int
    words: str
    message: str
    at: str = ""
    people: tuple[str, ...] = ()
    nearest: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a manuscript was checked for, and everything found, in its order.

    ``n_quotes`` counts quotations held against the transcripts, ``n_words``
    statements of how many with a link, ``n_claims`` sentences on findings.
    ``unchecked`` says what was not checked, and why.
    """

    file: str
    n_paragraphs: int
    n_quotes: int
    n_words: int
    n_claims: int
    findings: tuple[ManuscriptFinding, ...]
    unchecked: tuple[str, ...]

    @property
    def failures(self) -> tuple[ManuscriptFinding, ...]:
        """Findings that must be mended."""
        return tuple(finding for finding in self.findings if finding.fails)


class NothingToVerify(InsufficientData):
    """There is nothing to hold a manuscript against."""

    def __init__(self) -> None:
        super().__init__(
            "The study holds no transcript to hold a manuscript against.",
            "Ingest the interviews first: idtool ingest FILE",
        )


def verify_manuscript(
    study: LoadedStudy,
    path: Path,
    act: Act,
    *,
    checks: Sequence[Check] = CHECKS,
    links: Path | None = None,
) -> Verification:
    """Hold a manuscript against the study. Nothing is changed.

    Args:
        path: A .docx, .md, .txt or .html file.
        checks: What to check.
        links: A CSV file (``begins, link``) with links of sentences, beside tags.

    Raises:
        InvalidInput: The manuscript or the file of links cannot be read.
        NothingToVerify: The study has no transcripts.
    """
    paragraphs = read_manuscript(_bytes_of(path), path.name)
    side = (
        read_side_links(_bytes_of(links).decode("utf-8-sig", errors="replace"), links.name)
        if links
        else None
    )
    with open_study_file(study.folder, act) as store:
        text = load_text(study, store)
        if not text.transcripts:
            raise NothingToVerify
        body = [each for each in paragraphs if not each.back]
        prose = {id(each): sentences_of(each, side) for each in body}
        found: list[ManuscriptFinding] = []
        unchecked: list[str] = []
        verdicts = _quotes(study, text, store, body, prose)
        n_words = 0
        if "quotes" in checks:
            found += [_as_finding(verdict) for verdict in verdicts if verdict.fails]
        linked = bool(side and side.rows) or has_links(body)
        if "words" in checks:
            n_words, told = _words(study, text, store, prose)
            found += told
        if "words" in checks or "claims" in checks:
            found += _links(study, text, store, prose)
        claims: list[Sentence] = []
        if "claims" in checks:
            claims = _claims(body, prose)
            why = _why_no_claims(body, linked=linked)
            unchecked += [why] if why else []
            found += [] if why else _unlinked(claims, verdicts)
    order = {id(each): n for n, each in enumerate(paragraphs)}
    position = {(each.number, each.kind == "note"): order[id(each)] for each in paragraphs}
    found.sort(key=lambda f: (position[f.paragraph, f.where.startswith("note")], f.start))
    return Verification(
        path.name,
        len(paragraphs),
        len(verdicts),
        n_words,
        len(claims),
        tuple(found),
        tuple(unchecked),
    )


def write_annotated(path: Path, result: Verification, out: Path, act: Act) -> Path:
    """Write a copy of a Word manuscript with a comment at every finding in its text.

    The comments are dated by ``act``; the manuscript itself stays as it is.

    Raises:
        InvalidInput: The manuscript is no Word file.
    """
    data = _bytes_of(path)
    if not data.startswith(b"PK"):
        raise InvalidInput(
            f"{path.name} is no Word file, so it takes no comments.",
            "Leave --annotate out; the list and --csv tell the same.",
        )
    remarks = [
        Remark(each.paragraph, each.start, each.end, _comment(each))
        for each in result.findings
        if not each.where.startswith("note")
    ]
    write_bytes_atomically(
        out, with_remarks(data, remarks, manuscript_paragraphs, runs_with_text, at=act.at)
    )
    return out


COLUMNS = (
    "check", "rule", "fails", "where", "words", "message", "at", "people", "nearest",
)  # fmt: skip


def write_list(result: Verification, out: Path) -> None:
    """Write everything found as a CSV file, one row per finding."""
    rows = [
        {
            **{name: " ".join(str(getattr(each, name)).split()) for name in COLUMNS},
            "fails": "yes" if each.fails else "no",
            "people": " ".join(each.people),
        }
        for each in result.findings
    ]
    write_text_atomically(out, write_csv(COLUMNS, rows))


def _comment(finding: ManuscriptFinding) -> str:
    head = "" if finding.fails else "To consider: "
    true = f"\nThe transcript has: “{finding.nearest}”" if finding.nearest else ""
    return f"{head}{finding.message}{true}"


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise InvalidInput(f"{path} is not a file.", "Check the path.")
    return path.read_bytes()


def _quotes(
    study: LoadedStudy,
    text: StudyText,
    store: StudyFile,
    body: Sequence[Paragraph],
    prose: Mapping[int, Sequence[Sentence]],
) -> list[Verdict]:
    names = _names(study)
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


def _names(study: LoadedStudy) -> Names:
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


def _as_finding(verdict: Verdict) -> ManuscriptFinding:
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


def _words(
    study: LoadedStudy,
    text: StudyText,
    store: StudyFile,
    prose: Mapping[int, Sequence[Sentence]],
) -> tuple[int, list[ManuscriptFinding]]:
    claims = QuantityClaims(study, text, store, counted_codings(study, store), _names(study).roles)
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


def _links(
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


def _claims(body: Sequence[Paragraph], prose: Mapping[int, Sequence[Sentence]]) -> list[Sentence]:
    """Sentences of prose under a heading on findings."""
    return [
        sentence
        for paragraph in body
        if paragraph.findings and paragraph.kind == "text"
        for sentence in prose[id(paragraph)]
        if len(WORD.findall(TAG.sub(" ", sentence.text))) >= FEWEST_CLAIM_WORDS
    ]


def _why_no_claims(body: Sequence[Paragraph], *, linked: bool) -> str:
    if not linked:
        return (
            "Claims were not checked: no sentence is linked to the study. Put tags such as {T03} "
            "behind sentences, or give --links FILE."
        )
    if not any(each.findings for each in body):
        told = "no heading on findings" if has_headings(body) else "no headings"
        return f"Claims were not checked: the manuscript has {told}."
    return ""


def _unlinked(
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
