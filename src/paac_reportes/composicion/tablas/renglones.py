"""Las filas de una tabla: qué texto va en cada columna y qué celdas vecinas son una sola."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import attrs

from paac_reportes.composicion.mostrado import Mostrado
from paac_reportes.composicion.tablas.columnas import ColumnaPuesta
from paac_reportes.composicion.tablas.filas.alcances import Alcance
from paac_reportes.composicion.tablas.filas.recorridos import filas_de
from paac_reportes.composicion.tablas.lectores import (
    es_el_dato,
    lector_de,
    lector_de_dato,
    lector_de_objeto,
    lector_de_valor,
    objetos_de,
)
from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.definicion.columnas import Columna, que_muestra
from paac_reportes.formatos.definicion.recorridos import FILA_LIBRE, FilaDeTabla
from paac_reportes.formatos.definicion.tablas import Seccion
from paac_reportes.maqueta.contenidos import Cifra
from paac_reportes.modelo.periodos import Informe
from paac_reportes.textos.plantillas.lectura import escritos_de
from paac_reportes.textos.valores import como_texto, numero_de


@attrs.frozen
class Renglon:
    """Los textos de una fila, uno por columna, y los objetos de donde salen."""

    textos: list[str | None]
    """``None`` es lo que falta en los datos; un texto vacío es una celda en blanco propia."""
    fila: FilaDeTabla


def renglones(
    seccion: Seccion,
    columnas: Sequence[ColumnaPuesta],
    alcances: Iterable[Alcance],
    corte: date | None,
    redaccion: Redaccion,
) -> list[Renglon]:
    """Los renglones de una sección; de un componente, de varios o del plan."""
    lectores = [lector_de(columna, redaccion) for columna in columnas]
    return [
        Renglon([leer(fila) for leer in lectores], fila)
        for alcance in alcances
        for fila in filas_de(seccion.recorre, alcance, corte)
    ]


def anotar(
    columnas: Sequence[ColumnaPuesta], renglones: Sequence[Renglon], mostrado: Mostrado
) -> None:
    """Los datos que las columnas muestran de cada fila."""
    if not renglones:
        return
    tipo = type(renglones[0].fila)
    por_raiz: dict[tuple[str, Informe | None], list[object]] = {}
    for numero, puesta in enumerate(columnas):
        columna, informe = puesta.definida, puesta.informe
        if columna.texto is not None:
            _anotar_texto(columna.texto, numero, informe, renglones, mostrado)
        for dato in columna.dato:
            es = es_el_dato(dato, tipo)
            clave = (es.partition(".")[0], informe)
            if clave not in por_raiz:
                objeto_de = lector_de_objeto(es, informe)
                por_raiz[clave] = [objeto_de(renglon.fila) for renglon in renglones]
            objetos = por_raiz[clave]
            if columna.marca is not None:
                # El valor que no lleva la marca no se ve.
                objetos = [
                    objeto
                    for objeto, renglon in zip(objetos, renglones, strict=True)
                    if renglon.textos[numero] and not _calla_una_nota(es, objeto)
                ]
            mostrado.anotar(es, objetos)


def _calla_una_nota(dato: str, objeto: object) -> bool:
    """Si lo que una marca dice de una verificación, su resultado, deja fuera su nota."""
    verificacion = getattr(objeto, "verificacion", None)
    return dato == "seguimiento.verificacion" and bool(verificacion and verificacion.nota)


def _anotar_texto(
    plantilla: str,
    numero: int,
    informe: Informe | None,
    renglones: Iterable[Renglon],
    mostrado: Mostrado,
) -> None:
    """Lo que el texto de una columna dice de los datos que nombra."""
    escritos = escritos_de(plantilla)
    for renglon in renglones if escritos else ():
        texto = renglon.textos[numero]
        if texto:
            # Un número con formato dice el mismo que sin él.
            sin_formato = como_texto(texto.valor) if isinstance(texto, Cifra) else ""
            objetos = objetos_de(renglon.fila, informe)
            caminos = [es_el_dato(camino, type(renglon.fila)) for camino in escritos]
            mostrado.anotar_del_texto(f"{texto} {sin_formato}", caminos, objetos)


def anotar_prestadas(
    columnas: Sequence[ColumnaPuesta], cubre: Sequence[Sequence[int]], mostrado: Mostrado
) -> None:
    """Por columna, las filas en blanco sin celda suya, que es parte de la de arriba."""
    for columna, suyas in zip(columnas, cubre, strict=True):
        if columna.definida.une == "blancos":
            mostrado.prestadas[que_muestra(columna.definida)] += suyas.count(0)


def anotar_fuera_del_total(
    columnas: Sequence[ColumnaPuesta], renglones: Sequence[Renglon], mostrado: Mostrado
) -> None:
    """Por columna con total, los textos que no son un número y no entran en él."""
    for numero, puesta in enumerate(columnas):
        # De las filas que trae quien genera, ya lo dice quien las lee.
        if puesta.definida.total is None or _es_de_fila_libre(puesta.definida):
            continue
        valores = map(lector_impreso(numero, puesta), renglones)
        mostrado.fuera_del_total[que_muestra(puesta.definida)] += sum(
            isinstance(valor, str) and bool(valor.strip()) and numero_de(valor) is None
            for valor in valores
        )


def _es_de_fila_libre(columna: Columna) -> bool:
    """Si muestra un dato de las filas que trae quien genera."""
    return any(dato.startswith(f"{FILA_LIBRE}.") for dato in columna.dato)


def lector_impreso(numero: int, puesta: ColumnaPuesta) -> Callable[[Renglon], object]:
    """Lee el valor de una celda sin redactar: el de su dato o, si es un texto, el de su cuenta."""
    if puesta.definida.texto is None:
        leer_valor = lector_de_valor(puesta)
        return lambda renglon: leer_valor(renglon.fila)

    def leer(renglon: Renglon) -> object:
        texto = renglon.textos[numero]
        return texto.valor if isinstance(texto, Cifra) else texto

    return leer


def alturas(
    renglones: Sequence[Renglon], numero: int, columna: Columna, *, blancos_propios: bool = False
) -> list[int]:
    """Cuántas filas cubre la celda de cada renglón en una columna; 0 si la cubre otra."""
    if columna.une == "nunca" or (columna.une == "blancos" and blancos_propios):
        return [1] * len(renglones)
    se_unen = _SE_UNEN[columna.une]
    raiz = _raiz(columna, renglones)
    cubre: list[int] = []
    primera = 0
    for actual, renglon in enumerate(renglones):
        if actual and se_unen(renglones[primera], renglon, numero, raiz):
            cubre[primera] += 1
            cubre.append(0)
        else:
            primera = actual
            cubre.append(1)
    return cubre


def _raiz(columna: Columna, renglones: Sequence[Renglon]) -> str:
    """De quién es el dato de una columna."""
    if not columna.dato or not renglones:
        return ""
    return es_el_dato(columna.dato[0], type(renglones[0].fila)).partition(".")[0]


_SE_UNEN: dict[str, Callable[[Renglon, Renglon, int, str], bool]] = {
    "iguales": lambda a, b, n, _raiz: bool(a.textos[n]) and a.textos[n] == b.textos[n],
    "blancos": lambda a, b, n, _raiz: (
        bool(a.textos[n])
        and b.textos[n] is None
        and getattr(a.fila, "componente", None) is getattr(b.fila, "componente", None)
    ),
    "grupo": lambda a, b, _n, raiz: (
        getattr(a.fila, raiz) is not None
        and getattr(a.fila, raiz) is getattr(b.fila, raiz)
        and getattr(a.fila, "dependencia", None) is getattr(b.fila, "dependencia", None)
    ),
}
"""Si el renglón ``b`` comparte la celda que empezó en ``a``, por política de la columna."""


def hay(seccion: Seccion, dato: str, alcance: Alcance, corte: date | None) -> bool:
    """Si alguna fila de la sección trae ese dato."""
    leer = lector_de_dato(dato)
    return any(leer(fila) for fila in filas_de(seccion.recorre, alcance, corte))
