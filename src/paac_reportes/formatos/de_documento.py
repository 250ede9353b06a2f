"""El formato de un documento de varias piezas: su página y su aspecto, y nada suyo que escribir."""

import functools
from datetime import date

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import BloqueContenido
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.eleccion import SIN_NOMBRE, formato_para
from paac_reportes.formatos.lectura.en_codigo import PIE, PIE_DE_LIBRO, formato_de_datos
from paac_reportes.modelo import Plan

CODIGO = "documento"


_PIEZAS_CON_PORTADA = 3
"""Piezas de un documento que lleva portada; con menos, empieza por su título."""


def formato_del_documento(
    formato: str | Formato | None, titulo: str, anfitrion: Plan, corte: date | None, piezas: int
) -> tuple[Formato, tuple[Aviso, ...]]:
    """Formato que da la página y el aspecto de un documento de varias piezas, y sus avisos."""
    con_entidad = anfitrion.entidad.nombre != SIN_NOMBRE
    if formato is None:
        sobrio = _sobrio(con_portada=con_entidad and piezas >= _PIEZAS_CON_PORTADA)
        return attrs.evolve(sobrio, nombre=titulo), ()
    formato_base, de_formato = formato_para(formato, None, anfitrion, corte)
    if formato_base.membrete is not None:
        motivo = "su membrete sale como en PDF, y no con los objetos de Word"
        de_formato += (Aviso("no_pasa_al_documento", "membrete", motivo),)
    if not con_entidad:
        motivo = f"ninguna pieza dice de qué entidad es: donde se nombra va «{SIN_NOMBRE}»"
        de_formato += (Aviso("por_llenar_a_mano", "formato", motivo),)
    # De su cuerpo, sólo cómo es la tabla de contenido.
    cuerpo = tuple(bloque for bloque in formato_base.cuerpo if isinstance(bloque, BloqueContenido))
    return attrs.evolve(formato_base, cuerpo=cuerpo, cuerpo_en_word=None, tablas={}), de_formato


_ESCUDO = {
    "tipo": "imagen",
    "imagen": "entidad.escudo",
    "texto_alternativo": "Escudo de {{ entidad.nombre }}",
    "alto": 36,
    "horizontal": "izquierda",
    "guarda_su_lugar": True,
    "en": ["documento"],
}
_TITULO = {"tipo": "titulo", "nivel": 0, "texto": "Documento"}
"""El lugar del que el documento lleva."""
_DATOS_DE_QUIEN = {
    "tipo": "datos",
    "ancho_de_rotulo": 25,
    "omite_vacios": True,
    "presenta": "portada",
    "filas": [
        {"rotulo": "Entidad", "texto": "{{ titular }}"},
        {"rotulo": "NIT", "texto": "{{ entidad.nit }}"},
        {"rotulo": "Vigencia", "texto": "{{ vigencia }}"},
        {"rotulo": "Fecha de corte", "texto": "{% if corte %}{{ corte | fecha_larga }}{% endif %}"},
    ],
}
_CONTENIDO = {"tipo": "contenido"}
_ENCABEZADO = {
    "anchos": [10, 56, 34],
    "filas": [
        [
            {
                "imagen": "entidad.escudo",
                "texto_alternativo": "Escudo de {{ entidad.nombre }}",
                "alto": 12,
            },
            {"texto": "{{ titular }}\n{{ formato.nombre }}", "destaca": True},
            {
                "texto": "{% if corte %}Corte: {{ corte | fecha_larga }}{% endif %}",
                "horizontal": "derecha",
            },
        ]
    ],
}
"""Encabezado de las páginas que siguen a la portada y de cada hoja, como en un informe."""
_LIBRO = {
    "hojas": "unica",
    "nombre": "Documento",
    "margenes": {"superior": 14, "inferior": 12, "izquierdo": 15, "derecho": 15, "encabezado": 8},
    "pie": PIE_DE_LIBRO,
}
"""Los márgenes de la hoja impresa, los de un informe: con los del papel la letra se achicaba."""


@functools.cache
def _sobrio(*, con_portada: bool) -> Formato:
    """Formato si no se pide ninguno: carta y numerado; ``con_portada``, como la de un informe."""
    de_la_portada = {
        "encabezado": _ENCABEZADO,
        "primera_pagina": {},
        "estilos": {"titulo": {"antes": 60}},
        "cuerpo": [_ESCUDO, _TITULO, _DATOS_DE_QUIEN, _CONTENIDO],
    }
    return formato_de_datos(
        {
            "codigo": CODIGO,
            "nombre": "Documento",
            "version": "1",
            "pagina": {"papel": "carta", "orientacion": "vertical", "tamano": 10},
            "aspecto": {"base": "sobrio"},
            "propiedades": {"titulo": "Documento"},
            "numeracion": {"titulos": True},
            "libro": _LIBRO,
            "pie": PIE,
            "cuerpo": [_CONTENIDO],
            **(de_la_portada if con_portada else {}),
        }
    )
