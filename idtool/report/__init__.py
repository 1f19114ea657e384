"""What leaves the study for people to read: documents, tables and figures."""
