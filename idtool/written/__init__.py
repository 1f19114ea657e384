"""Files that people write: YAML read with positions, faults with file, line and remedy."""

from idtool.written.atomic import write_bytes_atomically, write_text_atomically
from idtool.written.validation import read_validated
from idtool.written.yamlfile import WrittenYaml, read_yaml

__all__ = [
    "WrittenYaml",
    "read_validated",
    "read_yaml",
    "write_bytes_atomically",
    "write_text_atomically",
]
