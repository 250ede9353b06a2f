"""De los bytes de un Word al cuerpo de un formato, con los límites de todo archivo ajeno."""

from paac_reportes.errores import Falla
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.membrete import (
    InservibleError,
    PartesDelMembrete,
    Seleccion,
    abrir,
    bytes_de,
    encabezados_y_pies,
    leer_xml,
    secciones_de,
)
from paac_reportes.sistema import MAXIMO, MEGAS, IlegibleError


def leer_cuerpo(datos: object, ruta: str, fallas: list[Falla]) -> CuerpoEnWord | None:
    """El cuerpo de unos bytes, o del texto ``data:…;base64,…`` con que viajan en JSON."""
    contenido = bytes_de(datos)
    if contenido is None:
        motivo = "se esperaban los bytes de un .docx, o su texto data:…;base64,…"
        fallas.append(Falla("cuerpo_invalido", ruta, motivo))
        return None
    try:
        paquete, motivos = _aceptado(contenido)
    except (InservibleError, IlegibleError) as error:
        motivos, paquete = [str(error)], b""
    fallas += [Falla("cuerpo_invalido", ruta, motivo) for motivo in motivos]
    return None if motivos else CuerpoEnWord(datos=paquete)


def _aceptado(contenido: bytes) -> tuple[bytes, list[str]]:
    if len(contenido) > MAXIMO:
        raise InservibleError(f"pesa más de {MEGAS} MB")
    partes = PartesDelMembrete(abrir(contenido))
    principal = partes.documento()
    documento = leer_xml(partes.contenido(principal), principal)
    secciones = secciones_de(documento)
    nombrados = frozenset(uno for seccion in secciones for uno in encabezados_y_pies(seccion))
    seleccion = Seleccion(partes, nombrados, entero=True)
    paquete = seleccion.paquete()
    if not secciones:
        raise InservibleError("no dice el tamaño de su página; ábralo en Word y guárdelo otra vez")
    return paquete, seleccion.motivos
