"""El formato de un documento de varias piezas: su página y su aspecto, y nada suyo que escribir."""

import functools
from datetime import date

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import BloqueContenido
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.eleccion import SIN_NOMBRE, formato_para
from paac_reportes.formatos.lectura.en_codigo import formato_desde_datos
from paac_reportes.modelo import Plan

CODIGO = "documento"


def formato_del_documento(
    formato: str | Formato | None, anfitrion: Plan, corte: date | None
) -> tuple[Formato, tuple[Aviso, ...]]:
    """El que da la página y el aspecto, sin nada de lo suyo que escribir."""
    de_formato: tuple[Aviso, ...] = ()
    if formato is None:
        formato_base = _sobrio()
    else:
        formato_base, de_formato = formato_para(formato, None, anfitrion, corte)
        if formato_base.membrete is not None:
            motivo = "su membrete sale como en PDF, y no con los objetos de Word"
            de_formato += (Aviso("no_pasa_al_documento", "membrete", motivo),)
        if anfitrion.entidad.nombre == SIN_NOMBRE:
            motivo = f"ninguna pieza dice de qué entidad es: donde se nombra va «{SIN_NOMBRE}»"
            de_formato += (Aviso("por_llenar_a_mano", "formato", motivo),)
    # De su cuerpo, sólo cómo es la tabla de contenido.
    cuerpo = tuple(bloque for bloque in formato_base.cuerpo if isinstance(bloque, BloqueContenido))
    return attrs.evolve(formato_base, cuerpo=cuerpo, cuerpo_en_word=None, tablas={}), de_formato


@functools.cache
def _sobrio() -> Formato:
    """El de quien no pide ninguno: papel carta, con su número de página y sus títulos numerados."""
    numero = {"texto": "Página {{ pagina }} de {{ paginas }}", "horizontal": "derecha"}
    return formato_desde_datos(
        {
            "codigo": CODIGO,
            "nombre": "Documento",
            "version": "1",
            "pagina": {"papel": "carta", "orientacion": "vertical", "tamano": 10},
            "aspecto": {"base": "sobrio"},
            "propiedades": {"titulo": "Documento"},
            "numeracion": {"titulos": True},
            "libro": {"hojas": "unica", "nombre": "Documento", "pie": {"derecha": "{{ pagina }}"}},
            "pie": {"anchos": [100], "marco": False, "filas": [[numero]]},
            "cuerpo": [{"tipo": "contenido"}],
        }
    )
