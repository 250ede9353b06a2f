"""Las órdenes de Django para este sitio."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sitio.ajustes")
    execute_from_command_line(sys.argv)
