"""The leak test: what a finished document holds that is not its reader's."""

from __future__ import annotations

from dataclasses import dataclass

from idtool.privacy.leaks import identifiers_in, shared_runs
from idtool.privacy.screen import screen_text
from idtool.report.dates import weekday_in_words
from idtool.report.member_check import MemberCheckSheet, form_words, member_check_document
from idtool.report.word_text import everything_said, page_lines
from idtool.steps.member_counts import small_counts
from idtool.steps.member_sheets import MemberCheckBasis, ids_of_others
from idtool.steps.own_words import RUN, words_of, words_of_others


@dataclass(frozen=True, slots=True)
class Leaks:
    """How many things in a document are not its reader's, by kind; never which."""

    runs: int
    ids: int
    identifiers: int
    cells: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.runs + self.ids + self.identifiers + self.cells


def leaks_in(basis: MemberCheckBasis, sheet: MemberCheckSheet, document: bytes) -> Leaks:
    """What a finished document holds that is not its reader's.

    Looked at are all parts of the file, the hidden ones too: runs of six words
    of anybody else that the reader did not say as well; ids of people, of
    interviews without the reader, of codes and themes; and anything the privacy
    screen would stop, besides the contact, the support line and the date that
    the researcher prints on purpose. The form's own words are no leak.
    """
    said = everything_said(document)
    own = words_of(basis.text, sheet.person)
    fixed = everything_said(member_check_document(form_words(sheet)))
    runs = shared_runs(
        said, words_of_others(basis.text, sheet.person), words=RUN, ignore=[*own, fixed]
    )
    page = "\n".join(page_lines(document))
    for printed in (sheet.contact, sheet.support_line, weekday_in_words(sheet.reply_by)):
        page = page.replace(printed, " ") if printed else page
    seen = screen_text(page, allow=basis.allow)
    return Leaks(
        runs=len(runs),
        ids=len(identifiers_in(said, ids_of_others(basis, sheet.person))),
        identifiers=sum(1 for sighting in seen if sighting.tier == "block"),
        cells=sum(
            len(small_counts(statement.plain, basis.study.settings))
            for statement in sheet.statements
        ),
    )
