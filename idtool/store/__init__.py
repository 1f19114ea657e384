"""The study file: SQLite behind records. The only room that knows SQL."""

from idtool.store.study_file import StudyFile, create_study_file, open_study_file

__all__ = ["StudyFile", "create_study_file", "open_study_file"]
