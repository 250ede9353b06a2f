"""``python -m paac_reportes``."""

from paac_reportes.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
