"""La primera página: las cifras con su base y lo más grave, con las palabras de las demás partes.

Nada se dice sólo aquí: cada frase es la de su parte del informe.
"""

from collections.abc import Iterator

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.formatos.definicion.recorridos import FilaDeMedida
from paac_reportes.informe.frases import base_de, palabras_de, verificado
from paac_reportes.informe.reporte import Medida, la_mas_fuerte, reporte_de
from paac_reportes.informe.vencimientos import proximas
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import con_miles, fecha_larga, porcentaje


def medidas(analisis: Analisis) -> Iterator[FilaDeMedida]:
    """Las cifras del plan, primero la que más sostienen los datos."""
    todo = analisis.todo
    hechas = {
        "avance": _avance(todo),
        "cumplimiento": _cumplimiento(todo),
        "cobertura": _reporte(todo),
    }
    en_orden: list[Medida] = ["avance", "cumplimiento", "cobertura"]
    primera = la_mas_fuerte(todo)
    en_orden.sort(key=lambda cual: cual != primera)
    for cual in en_orden:
        if medida := hechas[cual]:
            yield medida
    yield from _pendientes(analisis)


def _en(clave: str) -> str:
    """La tabla, si salió."""
    return Remite(clave, si_no="")


def _reporte(todo: Cifras) -> FilaDeMedida | None:
    reporte = reporte_de(todo)
    if reporte.parte is None:
        return None
    return FilaDeMedida(
        nombre="Con reporte en el período",
        cifra=porcentaje(reporte.parte),
        base=f"{con_miles(len(reporte.reportadas))} de {_que_aplican(todo)}",
        donde=_en("por_componente"),
    )


def _que_aplican(cifras: Cifras) -> str:
    palabras, cuantas = palabras_de(cifras.aplican), len(cifras.aplican)
    que = f"{palabras.uno} que aplica" if cuantas == 1 else f"{palabras.varios} que aplican"
    return f"{palabras.las(cuantas)} {que}"


def _cumplimiento(todo: Cifras) -> FilaDeMedida | None:
    cuenta = todo.cumplimiento
    if not cuenta.debian:
        return None
    # Mientras algo está por determinar, un 0 % diría más de lo que se sabe.
    no_se_sabe = not cuenta.terminadas and (cuenta.por_determinar or cuenta.en_blanco)
    partes = [
        "" if no_se_sabe else porcentaje(cuenta.parte),
        f"{con_miles(cuenta.por_determinar)} por determinar" if cuenta.por_determinar else "",
    ]
    return FilaDeMedida(
        nombre="Terminadas, de lo que ya debía estarlo",
        cifra=f"{con_miles(cuenta.terminadas)} de {con_miles(cuenta.debian)}",
        base="; ".join(filter(None, partes)),
        donde=_en("debido"),
    )


def _avance(todo: Cifras) -> FilaDeMedida | None:
    if todo.avance is None:
        return None
    zona = todo.zona
    return FilaDeMedida(
        nombre="Avance acumulado",
        cifra=f"{todo.avance_en_texto}, {f'zona {zona.nombre}' if zona else 'sin zona'}",
        base=base_de(todo),
        donde=_en("por_componente"),
    )


def _pendientes(analisis: Analisis) -> Iterator[FilaDeMedida]:
    todo = analisis.todo
    declaradas, calladas = len(todo.vencidas), len(todo.vencidas_sin_reporte)
    if todo.cumplimiento.debian:
        yield FilaDeMedida(
            nombre="Vencidas y vencidas sin reporte",
            cifra=con_miles(declaradas + calladas),
            base=f"{con_miles(declaradas)} vencidas y {con_miles(calladas)} vencidas sin reporte",
            donde=_en("vencidas"),
        )
    if todo.hay_verificacion:
        verificadas, terminadas = len(todo.terminadas_verificadas), len(todo.terminadas)
        yield FilaDeMedida(
            nombre="Terminadas que se verificaron",
            cifra=f"{con_miles(verificadas)} de {con_miles(terminadas)}",
            base=verificado(todo).rpartition("; ")[2],
            donde=_en("verificacion"),
        )
    if todo.exigibles:
        yield FilaDeMedida(
            nombre="Sin reporte, de lo exigible en el período",
            cifra=con_miles(len(todo.sin_reporte)),
            base=f"de {con_miles(len(todo.exigibles))} exigibles",
            donde=_en("debido"),
        )
    if analisis.siguiente:
        yield FilaDeMedida(
            nombre=f"Vencen hasta el {fecha_larga(analisis.siguiente)}",
            cifra=con_miles(len(proximas(analisis))),
            base="sin terminar, y con algún día después de este corte",
            donde=f"{_en('por_vencer_una_por_una')}{_en('por_vencer_por_parte')}",
        )
