"""La tabla mínima con que la guía de 2015 pide el seguimiento: sus rótulos y sus observaciones."""

from collections.abc import Sequence

from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.formatos.definicion.filas import FilaOficial
from paac_reportes.informe.frases import palabras_de
from paac_reportes.maqueta.contenido import SinDato, con_su_valor
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.modelo.temas import PLAN
from paac_reportes.textos.frases import con_mayuscula
from paac_reportes.textos.valores import SIN_DATO, lista, proporcion

_CLASES_EN_UN_ROTULO = 2


def rotulos(filas: Sequence[FilaAnalizada]) -> tuple[str, str]:
    """``Actividades y trámites programados`` y ``Cumplidos``: lo que esas filas son.

    De más clases, ``Filas programadas``, como en las frases: un rótulo no va en cuatro renglones.
    """
    hay = {fila.lista for fila in filas} or {"actividades"}
    nombres = [PLAN.se_cuentan[clave][1] for clave in LISTAS_DE_FILAS if clave in hay]
    if len(nombres) > _CLASES_EN_UN_ROTULO:
        return "Filas programadas", "Cumplidas"
    vocal = "a" if nombres == ["actividades"] else "o"
    return f"{lista(nombres).capitalize()} programad{vocal}s", f"Cumplid{vocal}s"


def fila(cifras: Cifras, nombre: str = "") -> FilaOficial:
    """Lo programado y lo cumplido de una parte, con su nombre o con otro."""
    cuenta = cifras.cumplimiento
    return FilaOficial(
        nombre=nombre or cifras.nombre,
        programadas=cuenta.debian,
        cumplidas=cuenta.terminadas,
        cumplimiento=_cumplimiento(cuenta),
        observaciones=_observaciones(cifras),
    )


def _cumplimiento(cuenta: Cumplimiento) -> str:
    if cuenta.parte is None:
        return SinDato("—")
    if not cuenta.se_puede_decir:
        return SinDato(SIN_DATO)
    return con_su_valor(proporcion(cuenta.parte), cuenta.parte)


def _observaciones(cifras: Cifras) -> str:
    """Cómo está lo que debía estar terminado, y de cuánto no se sabe cuándo; en pocas palabras."""
    palabras, cuenta = palabras_de(cifras.aplican), cifras.cumplimiento
    if not cifras.aplican:
        return palabras_de(cifras.filas).di("{Ninguna} aplica")
    partes = palabras.cuentas(
        (cuenta.vencidas, "{n} vencid@s"),
        (cuenta.vencidas_sin_reporte, "{n} vencid@s sin reporte"),
        (cuenta.por_determinar, "{n} por determinar"),
        (cuenta.al_dia_sin_reporte, "{n} al día y sin reporte después"),
        (cuenta.en_blanco, "{n} en blanco bajo un reporte"),
    )
    if not cuenta.debian:
        partes = ["nada vencía hasta el corte"]
    elif cuenta.debian == cuenta.terminadas:
        frase = "terminad@" if cuenta.debian == 1 else "{todas} terminad@s"
        partes = [palabras.di(frase, cuenta.debian)]
    partes += palabras.cuentas((len(cifras.sin_dia_claro), "{n} sin un día exigible"))
    return con_mayuscula("; ".join(partes))
