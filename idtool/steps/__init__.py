"""The steps of an analysis: each joins the store, the analysis and the reports."""
