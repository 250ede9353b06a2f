"""``python -m paac_reportes``."""

from paac_reportes.cli import proceso

if __name__ == "__main__":
    proceso()
