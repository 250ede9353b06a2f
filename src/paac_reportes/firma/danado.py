"""Lo que pyHanko y pypdf dicen de un PDF mal escrito."""

import zlib

from pyhanko.pdf_utils.misc import PdfError
from pypdf.errors import PyPdfError

MAL_ESCRITO: tuple[type[Exception], ...] = (
    *(PdfError, PyPdfError, zlib.error, EOFError, ArithmeticError, AssertionError, RecursionError),
    *(ValueError, LookupError, TypeError, AttributeError, NotImplementedError),
)
"""Además de lo suyo, lo que Python dice de un objeto que no es lo que debía."""
