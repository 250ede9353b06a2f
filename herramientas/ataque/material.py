"""Con qué se tuercen los datos: textos, valores, largos y niveles que suelen romper algo."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

TEXTOS = (
    *("", " ", "-", "N/A", "\0", "\x1b[31m", "\x07", "\ud800", "\udfff\ud800", "\ufffe", "\u202e"),
    *("\u200b", "é", "e\u0301" * 50, "👩‍👩‍👧‍👦", "\U0010ffff", "ﷺ" * 20, "ş̷̢̛", "\u2028", "\r", "\r\n\r\n"),
    *("]]>", "<b>&amp;</b>", "&#0;", "<!--", "{{ entidad.nombre }}", "{% for", "{{ 1 / 0 }}", "{#"),
    *("=1+1", "@SUM(A1)", "+cmd", "\t=2", "&P de &N &D", "&&", "'", '"', ";", ",", "a;b\n;c"),
    *("../../etc/passwd", "con.docx", "C:\\x", "[]:*?/\\", "History", "x" * 32, "_x000D_"),
    *("2026-02-30", "31/02/2026", "0000-00-00", "9999-12-31", "12-2026", "enero-junio", "29/02/2025"),
    *("1e400", "NaN", "-Infinity", "1,5,5", "101", "-1", "0x10", "１２", "true", "null", "~", "No"),
    *("http://[::1", "javascript:alert(1)", "data:image/png;base64,AAAA", "https://a.co/" + "a" * 3000),
    *("**", "_" * 500, "# " * 100, "- " * 300, "![](x)", "[a](b" * 60, "`" * 400, "> " * 200, "\\" * 99),
)  # fmt: skip
VALORES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 10**18, -(10**30), 10**4000, 0.1, 1e308, float("nan")),
    *(float("inf"), Decimal("1E+50"), Decimal("sNaN"), b"", b"\x89PNG\r\n\x1a\n", 1j, ()),
    *(date(1, 1, 1), date(9999, 12, 31), datetime(2026, 1, 1, 5)),
    *([], {}, [[]], [None], {"": ""}, {1: 2}, {None: None}, ["a", 1, None], {"tipo": "tabla"}),
)
CERRADAS = {
    *("estado", "resultado", "regimen", "orden", "corte", "divipola", "tipo", "dato", "recorre"),
    *("cada", "papel", "imagen", "marco", "estilo", "horizontal", "vertical", "hojas", "clase"),
    *("medio", "metodo", "escala", "arrastre", "blancos", "cumplida_sin_numero", "cortes", "color"),
    *("fondo", "letra"),
    *("si_hay", "agrupa", "vigente_desde", "vigente_hasta", "contenido"),
}
"""Las claves que no son texto libre: torcerlas acaba el caso antes de llegar a escribir."""

LARGOS = (300, 5_000, 32_767, 32_768, 70_000)
VECES = (2, 3, 20, 150)
NIVELES = (3, 60, 1_500)
