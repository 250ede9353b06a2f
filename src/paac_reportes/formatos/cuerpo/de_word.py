"""Un formato a partir de un Word: solo, o con lo que trae otro formato."""

from collections.abc import Mapping
from typing import Any

import attrs

from paac_reportes.errores import ErrorDeEntrada, ErrorDeFormato, Falla
from paac_reportes.estructura import estructurar
from paac_reportes.formatos.cuerpo.revision import con_lo_que_nombra, de_que_es
from paac_reportes.formatos.definicion.bloques import BloqueDeFormato
from paac_reportes.formatos.definicion.cuerpo_en_word import CuerpoEnWord
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.crudos import CUERPO, EN_WORD, bloques_de
from paac_reportes.formatos.membrete import leer_cuerpo
from paac_reportes.formatos.revision.tablas import fallas_de

_CODIGO, _NOMBRE = "cuerpo-en-word", "Documento diseñado en Word"


def formato_de_word(datos: object, base: Formato | None, bloques: object) -> Formato:
    """El formato cuyo cuerpo es el Word de ``datos``; ``ErrorDeFormato`` con todas sus fallas.

    Con ``base``, el Word puede poner las tablas de ese formato y las partes de su cuerpo, y sus
    cifras se sacan como en él. ``bloques``: los propios, por su nombre, como en ``formato.toml``.
    """
    fallas: list[Falla] = []
    cuerpo = leer_cuerpo(datos, "", fallas)
    if cuerpo is None:
        raise ErrorDeFormato(fallas)
    lectura = bloques_de({EN_WORD: cuerpo, "bloques": bloques or {}})
    fallas += lectura.fallas
    try:
        forma: Any = tuple[BloqueDeFormato, ...]
        de_word: tuple[BloqueDeFormato, ...] = estructurar(lectura.datos[CUERPO], forma, CUERPO)
    except ErrorDeEntrada as error:
        fallas += lectura.con_su_ruta(error.fallas)
        de_word = ()
    sin_revisar = _formato_del_cuerpo(cuerpo, base, de_word)
    if de_word:
        fallas += lectura.con_su_ruta(fallas_de(sin_revisar))
    formato, del_cuerpo = con_lo_que_nombra(sin_revisar)
    fallas += del_cuerpo
    if fallas:
        raise ErrorDeFormato(dict.fromkeys(fallas))
    return formato


def _formato_del_cuerpo(
    cuerpo: CuerpoEnWord, base: Formato | None, bloques: tuple[BloqueDeFormato, ...]
) -> Formato:
    """Formato sin revisar: uno nuevo o, si hay ``base``, ella con ese cuerpo y esos bloques."""
    if base is None:
        datos: Mapping[str, Any] = {
            "codigo": _CODIGO,
            "nombre": _NOMBRE,
            "version": "1",
            "archivo": "informe",
            "de": de_que_es(cuerpo),
            "propiedades": {"titulo": "{{ formato.nombre }}"},
            CUERPO: [],
        }
        return attrs.evolve(estructurar(datos, Formato), cuerpo=bloques, cuerpo_en_word=cuerpo)
    return attrs.evolve(
        base,
        codigo=f"{base.codigo[:_LETRAS]}-en-word",
        archivo=None,
        membrete=None,
        entidad=None,
        cuerpo=(*bloques, *base.cuerpo),
        cuerpo_en_word=cuerpo,
    )


_LETRAS = 72
"""Letras del código de la base que caben en el suyo."""
