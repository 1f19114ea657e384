"""Run by the Python that comes with LibreOffice: opens a Word file, edits it, saves it.

    python3 uno_edits.py PIPE IN.docx OUT.docx EDITS.json

EDITS is a list of ``{"do": …, "at": words, "text": …}``:
``comment`` hangs a comment on words, ``tracked`` puts text behind words with changes
recorded, ``strike`` deletes words with changes recorded, ``over`` replaces words without
recording, ``end`` types a paragraph at the end, ``fill`` types into the control whose
prompt is the n-th (``n``).
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]


def connect(pipe: str):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - UNO has no narrower class for "not yet there"
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def prop(name: str, value: object):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def find(document, words: str, nth: int = 0):
    search = document.createSearchDescriptor()
    search.SearchString = words
    found = document.findFirst(search)
    for _ in range(nth):
        found = document.findNext(found.getEnd(), search)
    if found is None:
        raise SystemExit(f"not in the document: {words}")
    return found


def edit(document, step: dict) -> None:
    document.RecordChanges = step["do"] in {"tracked", "strike"}
    if step["do"] == "end":
        text = document.Text
        cursor = text.createTextCursorByRange(text.getEnd())
        text.insertControlCharacter(cursor, 0, False)
        text.insertString(cursor, step["text"], False)
        return
    found = find(document, step["at"], step.get("n", 0))
    text = found.getText()
    if step["do"] == "comment":
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = step["text"], "A mentor"
        text.insertTextContent(text.createTextCursorByRange(found), note, True)
    elif step["do"] == "tracked":
        text.insertString(found.getEnd(), step["text"], False)
    elif step["do"] in {"strike", "over"}:
        found.setString(step.get("text", ""))
    document.RecordChanges = False


def main() -> None:
    pipe, source, target, edits = sys.argv[1:5]
    context = connect(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    document = desktop.loadComponentFromURL(
        Path(source).as_uri(), "_blank", 0, (prop("Hidden", True),)
    )
    for step in json.loads(Path(edits).read_text(encoding="utf-8")):
        edit(document, step)
    document.storeToURL(Path(target).as_uri(), (prop("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    desktop.terminate()


main()
