"""Files other programs read and write: tables of codings and of the study."""
