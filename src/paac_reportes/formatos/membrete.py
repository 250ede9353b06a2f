"""Lo que un formato toma de un Word de otro: la hoja de su membrete, o su cuerpo.

Qué pasa de uno y otro, y por qué no sirve, lo dice ``formatos.cuerpo.puerta``.
"""

from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.valores import bytes_dados
from paac_reportes.formatos.cuerpo.alrededor import HUECO_CRUDO
from paac_reportes.formatos.cuerpo.puerta import WordAbierto, abrir_word
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.maqueta.documento import Membrete, Pagina
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.opc.xml import Elemento, W, entero
from paac_reportes.sistema import IlegibleError


def leer_membrete(datos: object, ruta: str, fallas: list[Falla]) -> Membrete | None:
    """El membrete de unos bytes, o del texto ``data:…;base64,…`` con que viajan en JSON."""
    abierto = _abierto(datos, ruta, fallas, "membrete")
    if abierto is None:
        return None
    from paac_reportes.formatos.membrete_en_tablas import leer_hojas  # noqa: PLC0415 - un cuerpo no

    secciones = [*abierto.raices[abierto.principal].iter(f"{W}sectPr")]
    relaciones = abierto.relaciones[abierto.principal]
    de_pagina = [r.parte for r in relaciones if r.clase in {"header", "footer"}]
    dicen = ["".join(abierto.raices[parte].itertext()) for parte in de_pagina]
    dicen += [r.parte for parte in de_pagina for r in abierto.relaciones[parte]]
    reparos = {
        "del membrete no se usa lo que está en su cuerpo (sólo salen el encabezado y el pie)": (
            abierto.con_cuerpo
        ),
        "el membrete no tiene encabezado ni pie": not de_pagina,
    }
    return Membrete(
        datos=abierto.cerrado(),
        hojas=leer_hojas(abierto, secciones, [*map(pagina_de, secciones)]),
        reparos=tuple(reparo for reparo, lo_hay in reparos.items() if lo_hay),
        # También los que Word apartó.
        con_huecos=any(map(HUECO_CRUDO.search, dicen)),
    )


def leer_cuerpo(datos: object, ruta: str, fallas: list[Falla]) -> CuerpoEnWord | None:
    """El cuerpo de un formato, de los bytes de un Word o del texto con que viajan en JSON."""
    abierto = _abierto(datos, ruta, fallas, "cuerpo")
    return None if abierto is None else CuerpoEnWord(datos=abierto.cerrado())


def _abierto(datos: object, ruta: str, fallas: list[Falla], que: str) -> WordAbierto | None:
    """El Word de un cuerpo o de un membrete; nada si no sirve, con sus fallas en esa ruta."""
    contenido = bytes_dados(datos)
    if contenido is None:
        motivo = "se esperaban los bytes de un .docx, o su texto data:…;base64,…, llegó"
        motivos = [f"{motivo} {mostrar(datos)}"]
    else:
        try:
            abierto = abrir_word(contenido, entero=que == "cuerpo")
        except IlegibleError as error:
            motivos = [str(error)]
        else:
            if not abierto.motivos:
                return abierto
            motivos = abierto.motivos
    fallas += [Falla(f"{que}_invalido", ruta, motivo) for motivo in motivos]
    return None


_VEINTEAVOS_POR_MM = 1440 / 25.4
_CARTA = (12240, 15840)
_PULGADA, _MEDIA = 1440, 720
"""Medidas que Word supone, en veinteavos de punto, si una sección no las dice."""


def pagina_de(seccion: Elemento) -> Pagina:
    """Papel y márgenes de una sección, con su lomo; los que calle, los que Word supone."""
    papel, margenes = seccion.find(f"{W}pgSz"), seccion.find(f"{W}pgMar")
    return Pagina(
        ancho=_mm(_medida(papel, "w", _CARTA[0])),
        alto=_mm(_medida(papel, "h", _CARTA[1])),
        # Uno negativo es fijo, aunque el encabezado no quepa: ocupa lo mismo.
        superior=_mm(abs(_medida(margenes, "top", _PULGADA))),
        inferior=_mm(abs(_medida(margenes, "bottom", _PULGADA))),
        izquierdo=_mm(_medida(margenes, "left", _PULGADA) + _medida(margenes, "gutter", 0)),
        derecho=_mm(_medida(margenes, "right", _PULGADA)),
        encabezado=_mm(_medida(margenes, "header", _MEDIA)),
    )


def _medida(elemento: Elemento | None, nombre: str, si_falta: int) -> int:
    """Un atributo como entero; Google Docs y otros lo escriben a veces con decimales."""
    medida = "" if elemento is None else elemento.get(f"{W}{nombre}", "")
    return entero(medida.partition(".")[0], si_falta)


def _mm(veinteavos: int) -> Mm:
    return Mm(round(veinteavos / _VEINTEAVOS_POR_MM, 2))
