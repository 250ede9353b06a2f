"""Las filas de una tabla: qué texto va en cada columna y qué celdas vecinas son una sola.

Luego las de subtotal y de total: su rótulo y, en las columnas que lo piden, un resumen de las
celdas impresas y nada más (no es el avance acumulado, que arrastra lo conocido). Y dónde termina
cada grupo que lleva un subtotal.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, groupby

import attrs

from paac_reportes.analisis.promedios import DE_COLUMNA, Medida
from paac_reportes.composicion.aspecto import ColumnaPuesta
from paac_reportes.composicion.tablas.filas import Alcance, filas_de
from paac_reportes.composicion.tablas.lectores import (
    es_el_dato,
    lector_de,
    lector_de_dato,
    lector_de_objeto,
    lector_de_valor,
    objetos_de,
)
from paac_reportes.composicion.variables import Mostrado, Redaccion
from paac_reportes.formatos.definicion.bloques import GRUPOS, Grupo, Seccion, Subtotal
from paac_reportes.formatos.definicion.columnas import Columna, que_muestra
from paac_reportes.formatos.definicion.recorridos import FilaDeTabla, es_de_fila_libre
from paac_reportes.maqueta.contenido import Cifra, Operacion, Resumen
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.modelo.periodos import Informe
from paac_reportes.normativa.normas import escala_de_la_guia
from paac_reportes.textos.plantillas import escritos_de
from paac_reportes.textos.valores import (
    ClaseDe,
    cantidad_de,
    como_texto,
    con_formato_de_cuenta,
    numero,
    numero_de,
)


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
    for puesto, puesta in enumerate(columnas):
        columna, informe = puesta.definida, puesta.informe
        if columna.texto is not None:
            _anotar_texto(columna.texto, puesto, informe, renglones, mostrado)
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
                    if renglon.textos[puesto] and not _calla_una_nota(es, objeto)
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
    for puesto, puesta in enumerate(columnas):
        # De las filas que trae quien genera, ya lo dice quien las lee.
        if puesta.definida.total is None or any(map(es_de_fila_libre, puesta.definida.dato)):
            continue
        valores = map(lector_impreso(puesto, puesta), renglones)
        mostrado.fuera_del_total[que_muestra(puesta.definida)] += sum(
            isinstance(valor, str) and bool(valor.strip()) and numero_de(valor) is None
            for valor in valores
        )


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


@attrs.frozen
class Impreso:
    """Un renglón como quedó en la tabla."""

    renglon: Renglon
    lugar: int
    """Su fila en la tabla."""
    visibles: tuple[bool, ...]
    """Si en cada columna tiene celda propia, o es parte de la de arriba."""


Impresos = Sequence[Sequence[Impreso]]
"""Los de cada tanda: entre una y otra puede haber filas de subtotal, que no se cuentan."""


def fila_de_total(
    rotulo: str,
    columnas: Sequence[ColumnaPuesta],
    impresos: Impresos,
    estilo_de: Callable[[Columna], str],
) -> Fila:
    """El rótulo cubre hasta la primera columna que se resume; lo que se desconoce va en blanco."""
    zona_de = escala_de_la_guia().zona_de
    resumidas = [numero for numero, puesta in enumerate(columnas) if puesta.definida.total]
    cubre = min(resumidas, default=len(columnas))
    return Fila(
        (
            Celda(rotulo, "total", columnas=cubre),
            *(
                Celda(_resumen(lugar, puesta, impresos, zona_de), estilo_de(puesta.definida))
                for lugar, puesta in enumerate(columnas[cubre:], cubre)
            ),
        )
    )


def _resumen(columna: int, puesta: ColumnaPuesta, impresos: Impresos, clase_de: ClaseDe) -> str:
    metodo = puesta.definida.total
    if metodo is None:
        return ""
    sumandos = list(_sumandos(columna, puesta, impresos))
    valor = DE_COLUMNA[metodo]([uno.medida for uno in sumandos])
    if valor is None:
        return ""
    es_avance = puesta.definida.dato == ("seguimiento.avance",)
    clase = clase_de if es_avance else None
    pedido = puesta.definida.numero
    texto = (
        numero(valor, clase)
        if pedido is None
        else con_formato_de_cuenta(valor, clase, **attrs.asdict(pedido))
    )
    en_orden = puesta.definida.guarda == "numero" and all(uno.es_numero for uno in sumandos)
    return Cifra(texto, valor, _como_formula(metodo, sumandos, impresos) if en_orden else None)


@attrs.frozen
class _Sumando:
    """Una celda con número: su fila, su medida y si el dato ya era un número."""

    lugar: int
    medida: Medida
    es_numero: bool


def _sumandos(columna: int, puesta: ColumnaPuesta, impresos: Impresos) -> Iterator[_Sumando]:
    """Los números que trae la columna, como están impresos: una celda de varias filas, una vez."""
    leer = lector_impreso(columna, puesta)
    # Con formato, también un número que llegó escrito es un número en la hoja de cálculo.
    con_formato = puesta.definida.numero is not None
    for impreso in chain.from_iterable(impresos):
        if not impreso.visibles[columna]:
            continue
        crudo = leer(impreso.renglon)
        valor = cantidad_de(crudo) if con_formato else numero_de(crudo)
        if valor is not None:
            grupo = id(getattr(impreso.renglon.fila, "subcomponente", None))
            yield _Sumando(
                impreso.lugar, Medida(valor, grupo), con_formato or not isinstance(crudo, str)
            )


def _como_formula(metodo: str, sumandos: Sequence[_Sumando], impresos: Impresos) -> Resumen | None:
    """Las filas que resume; ninguna si un grupo está repartido por la tabla."""
    if metodo != "promedio_de_subcomponentes":
        operacion = _OPERACIONES[metodo]
        tandas = (tanda for tanda in impresos if tanda)
        return Resumen(operacion, tuple((t[0].lugar, t[-1].lugar + 1) for t in tandas))
    grupos = [
        (clave, [uno.lugar for uno in suyos])
        for clave, suyos in groupby(sumandos, key=lambda uno: uno.medida.grupo)
    ]
    if len({clave for clave, _ in grupos}) < len(grupos):
        return None
    return Resumen("promedio_de_promedios", tuple((suyos[0], suyos[-1] + 1) for _, suyos in grupos))


_OPERACIONES: dict[str, Operacion] = {
    "promedio": "promedio",
    "promedio_de_actividades": "promedio",
    "suma": "suma",
}


@attrs.frozen
class Cierre:
    """Un subtotal que va después de una tanda, y cuántas de las últimas resume."""

    subtotal: Subtotal
    tandas: int
    objetos: dict[Grupo, object]
    """Los que su rótulo puede nombrar: el suyo y los que lo contienen."""


@attrs.frozen
class Tanda:
    """Renglones seguidos, sin ninguna fila de subtotal entre ellos, y las que los cierran."""

    renglones: list[Renglon]
    cierres: list[Cierre]
    """De adentro hacia afuera."""


def en_tandas(renglones: list[Renglon], subtotales: Sequence[Subtotal]) -> Iterator[Tanda]:
    """Los renglones de una sección, cortados donde termina cada grupo.

    Lo que no es de ningún grupo (las filas de un plan sin dependencias) no lleva subtotal suyo.
    """
    if not subtotales:
        yield Tanda(renglones, [])
        return
    abiertas = [0] * len(subtotales)
    desde = 0
    for cuantos, renglon in enumerate(renglones, 1):
        siguiente = renglones[cuantos].fila if cuantos < len(renglones) else None
        terminan = [_termina(subtotal.por, renglon.fila, siguiente) for subtotal in subtotales]
        if not any(terminan):
            continue
        abiertas = [cuantas + 1 for cuantas in abiertas]
        cierres = [
            Cierre(subtotal, cuantas, _objetos(subtotal.por, renglon.fila))
            for subtotal, cuantas, termina in zip(subtotales, abiertas, terminan, strict=True)
            if termina and getattr(renglon.fila, subtotal.por) is not None
        ]
        yield Tanda(renglones[desde:cuantos], cierres[::-1])
        abiertas = [0 if t else n for t, n in zip(terminan, abiertas, strict=True)]
        desde = cuantos


def _termina(por: Grupo, fila: FilaDeTabla, siguiente: FilaDeTabla | None) -> bool:
    """Si la fila siguiente ya es de otro grupo, o del mismo dentro de otro que lo contiene."""
    if siguiente is None:
        return True
    otros = _objetos(por, siguiente)
    return any(objeto is not otros[raiz] for raiz, objeto in _objetos(por, fila).items())


def _objetos(por: Grupo, fila: FilaDeTabla) -> dict[Grupo, object]:
    return {raiz: getattr(fila, raiz) for raiz in GRUPOS[: GRUPOS.index(por) + 1]}
