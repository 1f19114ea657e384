"""Word forms kept in the study: what one run of a command took apart, the next one knows."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from idtool.coding.forms import forms_of, packed, take_in
from idtool.coding.knowledge import digest_of
from idtool.coding.passages import Passage
from idtool.coding.specimens import wordings
from idtool.steps.contexts import StudyText
from idtool.steps.study_folder import LoadedStudy
from idtool.store import StudyFile
from idtool.store.forms import CODEBOOKS


class FormShelf:
    """What is kept of a study's word forms; a row that cannot be read is made anew."""

    def __init__(self, study: LoadedStudy, store: StudyFile, text: StudyText) -> None:
        self._study, self._store, self._text = study, store, text
        self._read_out = [*study.stage_texts.values(), *study.question_texts.values()]
        self._known: set[str] = set()

    def take_in(self, transcripts: Sequence[str]) -> None:
        """Learn the forms of these transcripts and of the codebooks."""
        hashes = {name: self._hash(name) for name in (*transcripts, CODEBOOKS)}
        kept = self._store.forms.of(hashes)
        self._known = {name for name, forms in kept.items() if take_in(forms)}

    def keep(self, transcript: str, passages: Sequence[Passage]) -> None:
        """Keep the forms of one transcript, unless they are kept already."""
        texts = {text for passage in passages for text in (passage.text, passage.question)}
        self._keep(transcript, sorted(texts))

    def keep_codebooks(self) -> None:
        """Keep the forms of the codebooks and of what is read out."""
        texts = [*wordings(list(self._study.codebooks.values())), *self._read_out]
        self._keep(CODEBOOKS, texts)

    def _keep(self, about: str, texts: Sequence[str]) -> None:
        if about not in self._known:
            self._store.forms.keep(about, self._hash(about), packed(forms_of(texts)))

    def _hash(self, about: str) -> str:
        if about == CODEBOOKS:
            words = "\n".join([digest_of(list(self._study.codebooks.values())), *self._read_out])
        else:
            words = self._text.transcripts[about].text
        return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
