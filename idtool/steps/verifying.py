"""A manuscript against the study: every quotation, every word for how many, every claim."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from idtool.ingest.manuscripts import read_manuscript
from idtool.manuscript.links import Sentence, has_links, read_side_links, sentences_of
from idtool.model import Act
from idtool.steps.contexts import load_text
from idtool.steps.quotation_checks import as_finding, check_quotations
from idtool.steps.sentence_checks import (
    check_links,
    check_words,
    claims_in,
    unlinked_claims,
    why_no_claims,
)
from idtool.steps.study_folder import LoadedStudy
from idtool.steps.verification import (
    CHECKS,
    Check,
    ManuscriptFinding,
    NothingToVerify,
    Verification,
    bytes_of,
)
from idtool.store import open_study_file


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
    paragraphs = read_manuscript(bytes_of(path), path.name)
    side = (
        read_side_links(bytes_of(links).decode("utf-8-sig", errors="replace"), links.name)
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
        verdicts = check_quotations(study, text, store, body, prose)
        n_words = 0
        if "quotes" in checks:
            found += [as_finding(verdict) for verdict in verdicts if verdict.fails]
        linked = bool(side and side.rows) or has_links(body)
        if "words" in checks:
            n_words, told = check_words(study, text, store, prose)
            found += told
        if "words" in checks or "claims" in checks:
            found += check_links(study, text, store, prose)
        claims: list[Sentence] = []
        if "claims" in checks:
            claims = claims_in(body, prose)
            why = why_no_claims(body, linked=linked)
            unchecked += [why] if why else []
            found += [] if why else unlinked_claims(claims, verdicts)
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
