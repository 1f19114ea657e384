"""Every format's reader is where the table of formats says."""

from __future__ import annotations

from importlib import import_module

import pytest

from idtool.ingest.reading import READERS


@pytest.mark.parametrize("kind", READERS)
def test_a_format_names_a_function_of_a_module(kind: str) -> None:
    module, _, function = READERS[kind].partition(".")

    assert callable(getattr(import_module(f"idtool.ingest.{module}"), function))
