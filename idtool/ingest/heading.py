"""What stands around the talk: forms and legends at the head, services' furniture.

None of it is a turn. It goes to the hidden parts, so that the privacy screen sees
the names in it, and to findings, which give line numbers only. A legend
(``I = interviewer; Y = informant``) also tells what labels mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from idtool.ingest.label_words import is_heading, key_of, likeness, tidy, words_of
from idtool.ingest.legend import heard, legend_block, legend_pairs, oriented
from idtool.ingest.records import Line, Report, counted, line_list
from idtool.ingest.shapes import openings

_FURNITURE = re.compile(
    r"""^\W{0,3}(?:
      this\ transcript\ was\ exported\ on\b.* | .*\bview\ latest\ version\ here\W*
    | .*\(completed\s+\d{1,2}/\d{1,2}/\d{2,4}\)\W*
    | .{0,80}\bwas\ automatically\ transcribed\ by\b.*
    | (?:audio\ |video\ )?transcri(?:bed|pt|ption)\ (?:was\ )?(?:made\ |created\ |generated\ )?
      (?:by|with)\b.{0,120}
    | (?:created|generated|exported)\ (?:by|with|from)\ (?:the\ )?(?:rev|otter|sonix|trint|descript|
      happy\ ?scribe|noscribe|whisper|zoom|(?:microsoft\ )?teams|google\ meet|maxqda|f4x?|
      amberscript|delve|dovetail|dedoose|nvivo|atlas\.ti|quirkos|taguette|qualcoder)\b.{0,100}
    | .{1,80}\ (?:started|stopped)\ (?:the\ )?(?:transcription|recording)\W*
    | this\ editable\ transcript\ was\ computer\ generated\b.*
    | (?:transcription|meeting|recording)\ ended\ after\ [\d:]+\W*
    | detect(?:ing|ed)\ language\b.{0,120} | \(start:\ [\d:]+\ \|\ stop:.{1,160}\)
    | page\ \d{1,4}(?:\ (?:of|/)\ \d{1,4})? | -\ ?\d{1,4}\ ?- | \d{1,4}\ of\ \d{1,4}
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDING = re.compile(
    r"""^\W{0,3}(?:[\d:.]{4,12}\W{1,3})?(?:[\[(<*]+|-{2,})\s*(?:the\ )?end\ of\ (?:the\ )?
    (?:audio|video|recording|recorded\ material|transcript(?:ion)?|interview|tape|file|meeting)
    \b[^\])>*]{0,40}(?:[\])>*]+|-{2,})\W{0,2}$""",
    re.IGNORECASE | re.VERBOSE,
)
_FIELD = re.compile(r"^\W{0,3}(?P<key>[^:：.…?!–—]{1,40}?)\s*[:：](?!//)\s*(?P<value>.*)$")
_HEAD, _LONGEST = 40, 300


def drop_furniture(lines: Sequence[Line], report: Report) -> list[Line]:
    """Lines without what transcription services print around the talk."""
    kept = [line for line in lines if not _is_furniture(line)]
    dropped = [line for line in lines if _is_furniture(line)]
    if dropped:
        numbers = [line.number for line in dropped]
        report.note(
            numbers[0],
            "service-text",
            f"{counted(len(dropped), 'line')} of the transcription service or page numbers left "
            f"out: {line_list(numbers)}.",
        )
        for line in dropped:
            report.keep(f"line {line.number}, service text", line.text)
    return kept


def _is_furniture(line: Line) -> bool:
    text = line.text.strip()
    service = len(text) <= _LONGEST and (_FURNITURE.match(text) or _ENDING.match(text))
    return bool(service) and not line.given


def read_heading(lines: Sequence[Line], report: Report) -> tuple[list[str], list[Line]]:
    """The labels a legend explains, and the lines after form fields and legend.

    The head ends at the first line that opens a turn with a sentence. What it
    holds is reported by line number and kept for the privacy screen.
    """
    full = [at for at, line in enumerate(lines) if line.text.strip() and not line.given][:_HEAD]
    legend: dict[str, str] = {}
    last = -1
    run: list[int] = []
    seen: set[str] = set()
    past = 0
    keys = Counter(
        key_of(tidy(field["key"]))
        for line in lines
        if (field := _FIELD.match(line.text[:_LONGEST]))
    )
    for place, at in enumerate(full):
        text = lines[at].text.strip()
        if len(text) > _LONGEST:
            break
        if place < past:
            continue
        pairs, past = legend_block(lines, full, place)
        if pairs:
            legend.update(heard(pairs, lines[full[past - 1] + 1 :]))
            last, run = full[past - 1], []
            continue
        pairs = legend_pairs(text)
        if pairs:
            legend.update(pairs)
            last, run = at, []
            continue
        field = _FIELD.match(text)
        if field is None or _begins_talk(lines[at], field):
            if field is not None and likeness(tidy(field["key"])):
                break
            if _is_talk(text):
                break
            continue
        key = key_of(tidy(field["key"]))
        if is_heading(tidy(field["key"])):
            if likeness(tidy(field["key"])) and keys[key] > 2:
                break  # SUBJECT: no field of a form is filled in three times
            last, run = at, []
        elif key in seen:
            break
        else:
            seen.add(key)
            run.append(at)
            if _ends_run(lines, full, place) and (len(run) > 1 or last == full[place - 1]):
                if _names_people(lines, run, last >= 0):
                    legend.update(_meanings(lines, run))
                    last = at
                run = []
    if not any(line.text.strip() for line in lines[last + 1 :]):
        return [], list(lines)  # a head with nothing below it is no head
    return _report(lines, last, legend, report)


def _begins_talk(line: Line, field: re.Match[str]) -> bool:
    """Whether a line with a colon is a turn rather than a field: words, or none."""
    key, value = tidy(field["key"]), field["value"].strip()
    if is_heading(key):
        return False
    return (
        not value
        or likeness(tidy(value)) < 2
        or len(value.split()) > 5
        or line.text.rstrip()[-1] in ".?!"
    )


def _is_talk(text: str) -> bool:
    """Whether a line without a field is a sentence, or opens a turn in another shape."""
    words = len(text.split())
    if words > 12 or (words > 3 and text[-1] in ".?!…"):
        return True
    return any(
        likeness(each.label) >= (2 if each.timed else 3) and (each.timed or each.rest)
        for each in openings(text)
        if each.family != "colon"
    )


def _ends_run(lines: Sequence[Line], full: list[int], place: int) -> bool:
    if place + 1 >= len(full):
        return True
    after = lines[full[place + 1]]
    field = _FIELD.match(after.text.strip())
    apart = full[place + 1] > full[place] + 1
    return apart or field is None or _begins_talk(after, field) or is_heading(tidy(field["key"]))


def _names_people(lines: Sequence[Line], run: list[int], after_form: bool) -> bool:
    """Whether a run of ``key: value`` says who people are, not what they say."""
    fields = [field for at in run if (field := _FIELD.match(lines[at].text.strip()))]
    if after_form and run and run[0] > 0 and not lines[run[0] - 1].text.strip():
        after_form = False  # a gap: the form is over
    roles = [likeness(tidy(field["value"])) == 3 for field in fields]
    keys = [likeness(tidy(field["key"])) == 3 for field in fields]
    names = [len(words_of(field["value"])) >= 2 for field in fields]
    return any(roles) or (all(keys) and (after_form or any(names)))


def _meanings(lines: Sequence[Line], run: list[int]) -> dict[str, str]:
    fields = [field for at in run if (field := _FIELD.match(lines[at].text.strip()))]
    pairs = [oriented(tidy(field["key"]), field["value"].strip()) for field in fields]
    told = {label: meaning for label, meaning in pairs if likeness(tidy(meaning)) == 3}
    return heard(told, lines[run[-1] + 1 :])


def _report(
    lines: Sequence[Line], last: int, legend: dict[str, str], report: Report
) -> tuple[list[str], list[Line]]:
    head = [line for line in lines[: last + 1] if line.text.strip() and not line.given]
    if head:
        numbers = [line.number for line in head]
        report.note(
            numbers[0],
            "heading",
            f"{counted(len(head), 'line')} before the talk (form fields, legend) are not turns: "
            f"{line_list(numbers)}.",
        )
        for line in head:
            report.keep(f"line {line.number}, heading", line.text)
    for label, meaning in legend.items():
        report.header[f"speaker {label}"] = meaning
    return list(legend), [*[line for line in lines[: last + 1] if line.given], *lines[last + 1 :]]
