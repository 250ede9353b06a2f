"""Membrete de un documento de Word: sus páginas, y lo que de él no se usa.

``leer_membrete`` va de los bytes de un ``.docx`` al membrete de un formato, y ``leer_cuerpo``, a su
cuerpo, con todo lo que tengan mal; qué pasa de uno y otro lo dice ``formatos.cuerpo.puerta``.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.valores import bytes_dados
from paac_reportes.formatos.cuerpo.puerta import WordAbierto, abrir_word, danado
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.maqueta.documento import Membrete, Pagina
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.opc.xml import Elemento, W
from paac_reportes.sistema import IlegibleError

T = TypeVar("T")

_MINIMO, _MAXIMO = 50, 1200
"""Milímetros que debe dejar libres una página, y los del papel más grande que Word admite."""


def leer_membrete(datos: object, ruta: str, fallas: list[Falla]) -> Membrete | None:
    """El membrete de unos bytes, o del texto ``data:…;base64,…`` con que viajan en JSON."""
    return _leer(datos, ruta, fallas, "membrete_invalido", _membrete)


def leer_cuerpo(datos: object, ruta: str, fallas: list[Falla]) -> CuerpoEnWord | None:
    """El cuerpo de un formato, de los bytes de un Word o del texto con que viajan en JSON."""
    return _leer(datos, ruta, fallas, "cuerpo_invalido", _cuerpo_y_motivos)


def _leer(
    datos: object,
    ruta: str,
    fallas: list[Falla],
    codigo: str,
    de_bytes: Callable[[bytes], tuple[T | None, Sequence[str]]],
) -> T | None:
    """Lo que ``de_bytes`` saca de un Word; nada si falla, con sus fallas en esa ruta."""
    contenido = bytes_dados(datos)
    if contenido is None:
        motivo = "se esperaban los bytes de un .docx, o su texto data:…;base64,…, llegó"
        fallas.append(Falla(codigo, ruta, f"{motivo} {mostrar(datos)}"))
        return None
    try:
        leido, motivos = de_bytes(contenido)
    except IlegibleError as error:
        fallas.append(Falla(codigo, ruta, str(error)))
        return None
    fallas += [Falla(codigo, ruta, motivo) for motivo in motivos]
    return None if motivos else leido


def _membrete(contenido: bytes) -> tuple[Membrete | None, list[str]]:
    """Membrete de los bytes de un Word y por qué no sirve; ``None`` si trae lo que no se admite."""
    abierto = abrir_word(contenido, entero=False)
    secciones = [*abierto.raices[abierto.principal].iter(f"{W}sectPr")]
    paginas = [*map(pagina_de, secciones)]
    motivos = [*abierto.motivos, *_de_medidas(paginas)]
    if abierto.motivos:
        return None, motivos
    from paac_reportes.formatos.membrete_en_tablas import leer_hojas  # noqa: PLC0415 - un cuerpo no

    de_pagina = [r.parte for r in abierto.relaciones[abierto.principal] if r.clase in _DE_PAGINA]
    membrete = Membrete(
        datos=abierto.cerrado(),
        hojas=leer_hojas(abierto, secciones, paginas),
        reparos=tuple(_reparos(abierto, de_pagina)),
        # También los que Word apartó.
        con_huecos=any("{{" in "".join(abierto.raices[p].itertext()) for p in de_pagina),
    )
    return membrete, motivos


_DE_PAGINA = {"header", "footer"}


def _cuerpo_y_motivos(contenido: bytes) -> tuple[CuerpoEnWord, Sequence[str]]:
    """Cuerpo con las partes que se admiten del Word, y por qué no sirve; sin motivos, sirve."""
    abierto = abrir_word(contenido, entero=True)
    return CuerpoEnWord(datos=abierto.cerrado()), abierto.motivos


def _reparos(abierto: WordAbierto, de_pagina: Sequence[str]) -> Iterator[str]:
    """Reparos de un membrete: lo suyo que no se usa, o que no trae encabezado ni pie."""
    if abierto.con_cuerpo:
        yield (
            "del membrete no se usa lo que está en su cuerpo (sólo salen el encabezado y el pie)"
        )
    if not de_pagina:
        yield "el membrete no tiene encabezado ni pie"


def _de_medidas(paginas: Sequence[Pagina]) -> Iterator[str]:
    """Motivos por los que la página de una sección no sirve: muy grande, o con poco ancho."""
    for numero, pagina in enumerate(paginas, 1):
        medidas = f"{pagina.ancho_util:g} x {pagina.alto_util:g} mm".replace(".", ",")
        if max(pagina.ancho, pagina.alto) > _MAXIMO:
            yield f"la página de su sección {numero} es más grande de lo que Word admite"
        elif min(pagina.ancho_util, pagina.alto_util) < _MINIMO:
            yield (
                f"los márgenes de su sección {numero} dejan {medidas},"
                f" se esperaban al menos {_MINIMO} x {_MINIMO}"
            )


_VEINTEAVOS_POR_MM = 1440 / 25.4
_CARTA = (12240, 15840)
_PULGADA, _MEDIA = 1440, 720
"""Medidas que Word supone, en veinteavos de punto, si una sección no las dice."""


def pagina_de(seccion: Elemento) -> Pagina:
    """Papel y márgenes de una sección, con su lomo; los que calle, los que Word supone."""
    papel, margenes = seccion.find(f"{W}pgSz"), seccion.find(f"{W}pgMar")
    lomo = _numero(margenes, "gutter", 0)
    return Pagina(
        ancho=_mm(_numero(papel, "w", _CARTA[0])),
        alto=_mm(_numero(papel, "h", _CARTA[1])),
        # Uno negativo es fijo, aunque el encabezado no quepa: ocupa lo mismo.
        superior=_mm(abs(_numero(margenes, "top", _PULGADA))),
        inferior=_mm(abs(_numero(margenes, "bottom", _PULGADA))),
        izquierdo=_mm(_numero(margenes, "left", _PULGADA) + lomo),
        derecho=_mm(_numero(margenes, "right", _PULGADA)),
        encabezado=_mm(_numero(margenes, "header", _MEDIA)),
    )


def _numero(elemento: Elemento | None, nombre: str, si_falta: int) -> int:
    """Un atributo como entero; Google Docs y otros lo escriben a veces con decimales."""
    medida = None if elemento is None else elemento.get(f"{W}{nombre}")
    if medida is None:
        return si_falta
    if not re.fullmatch(r"-?[0-9]{1,6}(?:\.[0-9]{1,9})?", medida):
        motivo = f"una medida de su página no se entiende: {mostrar(medida)}"
        raise danado(f"{motivo}; ábralo en Word y guárdelo otra vez")
    return round(float(medida))


def _mm(veinteavos: int) -> Mm:
    return Mm(round(veinteavos / _VEINTEAVOS_POR_MM, 2))
