"""Lo que pyHanko dice de un PDF mal escrito."""

import zlib

from pyhanko.pdf_utils.misc import PdfError

MAL_ESCRITO: tuple[type[Exception], ...] = (
    *(PdfError, zlib.error, EOFError, ArithmeticError, AssertionError, RecursionError),
    *(ValueError, LookupError, TypeError, AttributeError, NotImplementedError),
)
"""Además de lo suyo, lo que Python dice de un objeto que no es lo que debía."""
