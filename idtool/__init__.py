"""idtool: local, open tooling for Interpretive Description studies."""

__version__ = "0.1.0"

__all__ = ["__version__"]
