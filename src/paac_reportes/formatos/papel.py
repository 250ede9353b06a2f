"""En qué sale un formato que en papel no se leería, y en cuál pedirlo."""

from collections.abc import Sequence

from paac_reportes.errores import Falla
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import codigos, hallar_formato

EN_PAPEL = ("docx", "pdf")
"""Los tipos con páginas de un ancho: en los demás, una tabla es tan ancha como pida."""


def sale_en(formato: Formato, tipo: str) -> bool:
    """Si un formato sale en un tipo de archivo, por sus páginas."""
    return formato.en_papel or formato.cuerpo_en_word is not None or tipo not in EN_PAPEL


def no_sale_en(formato: Formato, tipo: str, salen: Sequence[str]) -> Falla:
    """Falla de pedirlo en papel: en qué sale, y qué otros de lo mismo salen en él."""
    del_catalogo = (hallar_formato(codigo)[0] for codigo in codigos())
    otros = [otro.codigo for otro in del_catalogo if otro.de == formato.de and otro.en_papel]
    motivo = (
        f"{formato.codigo} no se lee en papel: llegó .{tipo}; sale en"
        f" {', '.join(f'.{uno}' for uno in salen)}. En Word y en PDF, pida {' o '.join(otros)}"
    )
    return Falla("tipo_no_admitido", "", motivo, datos={"llego": tipo, "opciones": salen})
