"""La tabla mínima con que la guía de 2015 pide el seguimiento: sus rótulos y sus observaciones."""

from collections.abc import Sequence

from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.formatos.definicion.filas import FilaOficial
from paac_reportes.informe.frases import clases_de_vencidas, palabras_de
from paac_reportes.maqueta.contenido import SinDato, con_su_valor
from paac_reportes.textos.valores import con_miles, lista, porcentaje

_NOMBRES = {"actividades": "actividades", "tramites": "trámites", "intercambios": "intercambios"}


def rotulos(filas: Sequence[FilaAnalizada]) -> tuple[str, str]:
    """``Actividades y trámites programados`` y ``Cumplidos``: lo que esas filas son."""
    hay = {fila.lista for fila in filas}
    nombres = [nombre for cual, nombre in _NOMBRES.items() if cual in hay] or ["actividades"]
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
        return SinDato("no se sabe")
    return con_su_valor(porcentaje(cuenta.parte), cuenta.parte)


def _observaciones(cifras: Cifras) -> str:
    """Cómo está lo que debía estar terminado, y de cuánto no se sabe cuándo; en pocas palabras."""
    palabras, cuenta = palabras_de(cifras.aplican), cifras.cumplimiento
    if not cifras.aplican:
        return f"{palabras_de(cifras.filas).ninguno.capitalize()} aplica"
    dudosas = (
        (cuenta.por_determinar, "por determinar"),
        (cuenta.al_dia_sin_reporte, "al día y sin reporte después"),
        (cuenta.en_blanco, "en blanco bajo un reporte"),
    )
    dichas = [
        *clases_de_vencidas(palabras, cuenta.vencidas, cuenta.vencidas_sin_reporte),
        *(f"{con_miles(cuantas)} {que}" for cuantas, que in dudosas if cuantas),
    ]
    if not cuenta.debian:
        dichas = ["nada vencía hasta el corte"]
    elif cuenta.debian == cuenta.terminadas:
        dichas = [f"tod{palabras.vocal}s terminad{palabras.vocal}s"]
        if cuenta.debian == 1:
            dichas = [f"terminad{palabras.vocal}"]
    if sin_dia := len(cifras.sin_dia_claro):
        dichas.append(f"{con_miles(sin_dia)} sin un día exigible")
    junto = "; ".join(dichas)
    return f"{junto[0].upper()}{junto[1:]}"
