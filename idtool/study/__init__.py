"""``study.yaml`` and ``roster.yaml``: what they may hold, and what must fit together."""

from idtool.study.roster import Roster
from idtool.study.settings import Study

__all__ = ["Roster", "Study"]
