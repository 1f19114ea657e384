"""``python -m idtool``."""

from idtool.cli import main

if __name__ == "__main__":
    main()
