"""De los bytes de un Word al cuerpo de un formato, con los límites de todo archivo ajeno."""

from paac_reportes.errores import Falla
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.membrete import (
    InservibleError,
    abrir_word,
    bytes_de,
)
from paac_reportes.sistema import IlegibleError


def leer_cuerpo(datos: object, ruta: str, fallas: list[Falla]) -> CuerpoEnWord | None:
    """El cuerpo de unos bytes, o del texto ``data:…;base64,…`` con que viajan en JSON."""
    contenido = bytes_de(datos)
    if contenido is None:
        motivo = "se esperaban los bytes de un .docx, o su texto data:…;base64,…"
        fallas.append(Falla("cuerpo_invalido", ruta, motivo))
        return None
    try:
        abierto = abrir_word(contenido, entero=True)
    except (InservibleError, IlegibleError) as error:
        fallas.append(Falla("cuerpo_invalido", ruta, str(error)))
        return None
    fallas += [Falla("cuerpo_invalido", ruta, motivo) for motivo in abierto.motivos]
    return None if abierto.motivos else CuerpoEnWord(datos=abierto.paquete)
