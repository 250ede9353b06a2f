"""Lo que un formato toma de un Word de otro: la hoja de su membrete, o su cuerpo.

Qué pasa de uno y otro, y por qué no sirve, lo dice ``formatos.cuerpo.puerta``.
"""

from collections.abc import Iterator, Mapping

from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.valores import bytes_dados
from paac_reportes.formatos.cuerpo.alrededor import HUECO_CRUDO
from paac_reportes.formatos.cuerpo.puerta import WordAbierto, abrir_word
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.membrete_en_tablas import tabla_de
from paac_reportes.maqueta.documento import Marco, Membrete, Pagina, PrimeraPagina
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.opc.xml import Elemento, R, W, encendido, entero
from paac_reportes.sistema import IlegibleError


def leer_membrete(datos: object, ruta: str, fallas: list[Falla]) -> Membrete | None:
    """El membrete de los bytes de un Word, o de su texto ``data:…;base64,…``.

    ``None``, con sus fallas, si no sirve.
    """
    abierto = _word_que_sirve(datos, ruta, fallas, "membrete")
    if abierto is None:
        return None
    relaciones = abierto.relaciones[abierto.principal]
    partes = {r.clave: r.parte for r in relaciones if r.clase in _LUGARES}
    reparos = {_NO_SE_USA: abierto.con_cuerpo, _NO_TIENE: not partes}
    # También los que Word apartó.
    dicen = ["".join(abierto.raices[parte].itertext()) for parte in partes.values()]
    dicen += [r.parte for parte in partes.values() for r in abierto.relaciones[parte]]
    return Membrete(
        datos=abierto.cerrado(),
        hojas=tuple(_hojas(abierto, partes)),
        reparos=tuple(reparo for reparo, lo_hay in reparos.items() if lo_hay),
        con_huecos=any(map(HUECO_CRUDO.search, dicen)),
    )


_LUGARES = ("header", "footer")
_NO_SE_USA = "del membrete no se usa lo que está en su cuerpo (sólo salen el encabezado y el pie)"
_NO_TIENE = "el membrete no tiene encabezado ni pie"


def _hojas(abierto: WordAbierto, partes: Mapping[str, str]) -> Iterator[Marco]:
    """La página de cada sección de un Word, y su encabezado y su pie o, si calla, los de antes.

    ``partes``: las de sus encabezados y pies, por su clave.
    """
    tablas: dict[tuple[str, str], Tabla | None] = {}
    for seccion in abierto.raices[abierto.principal].iter(f"{W}sectPr"):
        pagina = pagina_de(seccion)
        for lugar in _LUGARES:
            for referencia in seccion.iterfind(f"{W}{lugar}Reference"):
                if parte := partes.get(referencia.get(f"{R}id", "")):
                    leida = tabla_de(abierto, parte, pagina.alto)
                    tablas[lugar, referencia.get(f"{W}type", "default")] = leida
        arriba, abajo, de_arriba, de_abajo = (
            tablas.get((lugar, cuando)) for cuando in ("default", "first") for lugar in _LUGARES
        )
        primera = PrimeraPagina(encabezado=de_arriba, pie=de_abajo)
        con_primera = encendido(seccion.find(f"{W}titlePg"), f"{W}val")
        yield Marco(
            pagina=pagina, encabezado=arriba, pie=abajo, primera=primera if con_primera else None
        )


def leer_cuerpo(datos: object, ruta: str, fallas: list[Falla]) -> CuerpoEnWord | None:
    """El cuerpo de un formato, de los bytes de un Word o del texto con que viajan en JSON.

    ``None``, con sus fallas en ``fallas``, si no sirve.
    """
    abierto = _word_que_sirve(datos, ruta, fallas, "cuerpo")
    return None if abierto is None else CuerpoEnWord(datos=abierto.cerrado())


def _word_que_sirve(datos: object, ruta: str, fallas: list[Falla], que: str) -> WordAbierto | None:
    """El Word de un cuerpo o de un membrete, abierto; ``None`` si no sirve, con sus fallas.

    ``que``: «cuerpo» o «membrete».
    """
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
_SUPONE = {"w": 12240, "h": 15840, "gutter": 0, "header": 720}
_SUPONE |= dict.fromkeys(("top", "bottom", "left", "right"), 1440)
"""Medidas que Word supone, en veinteavos de punto, si una sección no las dice."""


def pagina_de(seccion: Elemento) -> Pagina:
    """Papel y márgenes de una sección, con su lomo; los que calle, los que Word supone."""
    atributos: dict[str, str] = {}
    for elemento in seccion.iterchildren(f"{W}pgSz", f"{W}pgMar"):
        atributos |= elemento.attrib
    # Google Docs y otros las escriben a veces con decimales.
    enteras = {nombre: atributos.get(f"{W}{nombre}", "").partition(".")[0] for nombre in _SUPONE}
    mide = {nombre: entero(enteras[nombre], supone) for nombre, supone in _SUPONE.items()}
    return Pagina(
        ancho=_mm(mide["w"]),
        alto=_mm(mide["h"]),
        # Uno negativo es fijo, aunque el encabezado no quepa: ocupa lo mismo.
        superior=_mm(abs(mide["top"])),
        inferior=_mm(abs(mide["bottom"])),
        izquierdo=_mm(mide["left"] + mide["gutter"]),
        derecho=_mm(mide["right"]),
        encabezado=_mm(mide["header"]),
    )


def _mm(veinteavos: int) -> Mm:
    return Mm(round(veinteavos / _VEINTEAVOS_POR_MM, 2))
