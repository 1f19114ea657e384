"""Comparison: who spoke of what, alone and together, counted as people; pure records in and out."""

from idtool.compare.chances import Chance, ChanceState
from idtool.compare.mentions import Mention
from idtool.compare.people_table import PeopleTable, count_people

__all__ = ["Chance", "ChanceState", "Mention", "PeopleTable", "count_people"]
