"""How far coders agree: confusions first, numbers second, each with its source.

One measure per file, named after its publication. All of them take the same
counted rows (:class:`Ratings`); none gives a verdict.
"""

from idtool.agreement.catalog import CATALOG
from idtool.agreement.coded_units import CodedUnits
from idtool.agreement.confusions import Confusion, find_confusions
from idtool.agreement.measuring import Drawing, Scale, measure_code, measure_overall
from idtool.agreement.ratings import MISSING, Ratings, as_ratings, count_ratings
from idtool.agreement.results import Result
from idtool.agreement.sets import UNCODED

__all__ = [
    "CATALOG",
    "MISSING",
    "UNCODED",
    "CodedUnits",
    "Confusion",
    "Drawing",
    "Ratings",
    "Result",
    "Scale",
    "as_ratings",
    "count_ratings",
    "find_confusions",
    "measure_code",
    "measure_overall",
]
