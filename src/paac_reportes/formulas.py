"""Textos que una hoja de cálculo tomaría por fórmula al abrir un CSV, para quien escribe uno."""

import re

PARECE_FORMULA = re.compile(r"[\t\r\n]|[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠]")
"""El signo, de ancho sencillo o doble, aunque antes haya blancos; o lo que corta un renglón."""
