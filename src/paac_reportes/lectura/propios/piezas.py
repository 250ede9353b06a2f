"""Las filas de una tabla, con lo que cada columna dice de ellas.

Una fila que no cabe en una página sigue en otras, y una celda cortada se repite y dice que sigue:
aquí vuelven a ser una sola.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.flotantes import con_su_ruido
from paac_reportes.formatos.definicion.columnas import Columna, datos_de
from paac_reportes.lectura.combinadas import COMBINADA
from paac_reportes.lectura.enlaces import es_redaccion
from paac_reportes.lectura.propios.escondido import SIGUE, CuentaAbreviada, es_de_ruta
from paac_reportes.lectura.propios.esperado import dice
from paac_reportes.lectura.propios.rotulos import ColumnaHallada, ColumnaVista
from paac_reportes.lectura.propios.tablas import Linea, TablaHallada, de_todo_el_ancho, es_de_datos
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.opc.visto import CeldaVista

_SIGUE = re.compile(r"(?:…)? ?(?:\(continúa\)|\(cont\.\))\Z")
"""Como termina en otra página una celda que viene de la anterior."""
_PREFIJOS = {
    "dependencia": re.compile(r"(?:d[0-9]+)?"),
    "componente": re.compile(r"(?:d[0-9]+)?(?:c[0-9]+)?"),
    "subcomponente": re.compile(r"(?:d[0-9]+)?(?:c[0-9]+)?(?:s[0-9]+)?"),
    "proceso": re.compile(r"(?:p[0-9]+)?"),
    **dict.fromkeys(("mapa", "seguimiento_del_mapa"), re.compile("")),
}
_DE_OTRO = re.compile(r"(?:d[0-9]+)?(?:c[0-9]+)?(?:p[0-9]+)?(?:r[0-9]+)?")
"""La parte de una marca que es de quien agrupa; siempre hay alguna, aunque esté vacía."""
_COMBINADA = "está combinada con la de arriba: no se sabe si lo que dice es también de esta fila"
_TROZO_LARGO = 80
"""Letras: una celda que sigue en otra fila es de varios renglones."""


@attrs.define(eq=False)
class Pieza:
    """Lo que una columna dice de una fila."""

    columna: ColumnaHallada
    celda: CeldaVista | None
    texto: str
    viene: bool = False
    """Si es parte de la celda de arriba."""
    grupo: int = 0
    """Qué celda es: dos filas con la misma la comparten."""


@attrs.define(eq=False)
class FilaVista:
    """Una fila de datos, entera."""

    linea: Linea
    seccion: int
    piezas: list[Pieza]
    ultima: Linea
    """Hasta dónde llega, si no cupo en una."""
    cuenta: CuentaAbreviada | None = None
    """Lo que su marca dice de las celdas que juntan datos."""

    @property
    def marca(self) -> str:
        """Su ruta abreviada, si la lleva escondida."""
        return self.linea.marca

    @property
    def vacia(self) -> bool:
        """Si ninguna de sus celdas dice nada."""
        return not any(pieza.texto for pieza in self.piezas)

    def lugar_de(self, pieza: Pieza) -> str:
        """``tabla 7, fila 3, columna 4``."""
        tabla = self.linea.tabla
        return tabla.lugar_de(self.linea.fila, pieza.columna.vista.desde) if tabla else ""


def filas_de(tabla: TablaHallada, avisos: list[Aviso], siguen: set[str]) -> list[FilaVista]:
    """Las filas de datos, en su orden; las demás son bandas y totales, o se dicen.

    En ``siguen`` quedan las celdas que son parte de otra de más arriba.
    """
    lector = _LectorDeTabla(tabla, avisos, siguen)
    for numero, linea in enumerate(tabla.filas):
        lector.leer(numero, linea)
    return lector.filas


class _LectorDeTabla:
    """Va de arriba abajo con la última fila a la vista, por si sigue."""

    def __init__(self, tabla: TablaHallada, avisos: list[Aviso], siguen: set[str]) -> None:
        self._tabla = tabla
        self._avisos = avisos
        self._siguen = siguen
        self._seccion = 0
        self._con_marcas = any(es_de_ruta(linea.marca) for linea in tabla.filas)
        self._con_pistas = not {*LISTAS_DE_FILAS}.issuperset(
            seccion.recorre for seccion in tabla.encaje.esperada.secciones
        )
        """Si todas las filas de un objeto llevan su marca."""
        self._franjas = [molde for molde in tabla.encaje.esperada.franjas if molde.fijo]
        self._agrupan = [
            numero
            for numero, columna in enumerate(tabla.encaje.columnas)
            if columna.esperada is not None and columna.esperada.definida.agrupa
        ]
        self._marcas: set[str] = set()
        self.filas: list[FilaVista] = []

    def leer(self, numero: int, linea: Linea) -> None:
        """Una fila más: de datos, una banda, un total, o parte de la anterior."""
        if not es_de_ruta(linea.marca) and self._apartar(linea):
            return
        piezas = self._piezas(linea)
        anterior = self.filas[-1] if self.filas else None
        if anterior is not None:
            if linea.tabla is None:
                _unir_con_lo_de_arriba(piezas, anterior)
            elif linea.tabla.primera is None:
                _unir_en_word(piezas, anterior, linea, self._agrupan)
            else:
                _unir_en_hoja(piezas, anterior, linea, comienza=self._comienza(numero))
            resto = self._es_resto(linea, piezas, anterior)
            self._anotar_continuaciones(piezas, linea, resto=resto)
            if resto:
                _continuar(piezas, anterior, linea)
                return
            self._avisos += _combinadas_a_mano(piezas, linea)
        # La marca de una copia habla de la fila copiada, y no de lo que se escribió encima.
        es_copia = linea.marca in self._marcas and not self._con_pistas
        cuenta = None if es_copia else linea.cuenta
        self._marcas.add(linea.marca)
        self.filas.append(FilaVista(linea, self._seccion, piezas, linea, cuenta))

    def _anotar_continuaciones(self, piezas: Sequence[Pieza], linea: Linea, *, resto: bool) -> None:
        """Las celdas de esta fila que son parte de la de arriba."""
        for pieza in piezas:
            celda = pieza.celda
            if celda is None or celda.fila != linea.fila or not (resto or pieza.viene):
                continue
            if celda.texto and linea.tabla is not None and pieza.columna.esperada is not None:
                self._siguen.add(linea.tabla.lugar_de(celda.fila, celda.columna))

    def _comienza(self, numero: int) -> bool | None:
        """Si una página empieza en la fila; ``None`` donde los rótulos no se repiten y no se ve."""
        comienzos = self._tabla.comienzos
        return numero in comienzos if comienzos else None

    def _apartar(self, linea: Linea) -> bool:
        """Aparta la línea que no es de datos, y da si lo hizo.

        Una banda abre su sección; del texto suelto que el formato no escribe queda el aviso.
        """
        ancho = de_todo_el_ancho(linea, self._tabla)
        if ancho is not None and (not es_de_datos(linea, self._tabla) or self._es_total(linea)):
            seccion = self._tabla.encaje.esperada.banda(ancho)
            self._seccion = self._seccion if seccion is None else seccion
            return True
        if linea.vacia:
            return self._con_marcas or len(self._tabla.filas) > 1
        texto = linea.solitario
        if texto is not None and not es_de_datos(linea, self._tabla):
            if not any(dice(molde, texto) for molde in self._franjas):
                motivo = f"no se sabe qué es: {texto[:60]!r}"
                self._avisos.append(Aviso("lectura_dudosa", linea.lugar, motivo))
            return True
        return False

    def _es_total(self, linea: Linea) -> bool:
        """Si es un total: la última fila, y con textos sólo en las columnas que llevan total."""
        columnas = self._tabla.encaje.columnas
        sin_total = {
            c.vista.desde for c in columnas[1:] if not (c.esperada and c.esperada.definida.total)
        }
        calla = not any(celda.columna in sin_total for celda in linea.propias)
        return calla and linea is self._tabla.filas[-1]

    def _piezas(self, linea: Linea) -> list[Pieza]:
        tabla = linea.tabla
        celdas = tabla.filas[linea.fila] if tabla else ()
        piezas: list[Pieza] = []
        anterior: CeldaVista | None = None
        for columna in self._tabla.encaje.columnas:
            celda = _celda_que_dice(celdas, columna.vista)
            # La que alguien combinó hacia los lados es del dato en que empieza.
            if celda is not None and celda is anterior:
                if celda.texto.strip() and tabla is not None:
                    lugar = tabla.lugar_de(celda.fila, celda.columna)
                    self._avisos.append(Aviso("celda_combinada", lugar, COMBINADA))
                celda = None
            else:
                anterior = celda
            piezas.append(_pieza_de(columna, celda, linea))
        return piezas

    def _es_resto(self, linea: Linea, piezas: Sequence[Pieza], anterior: FilaVista) -> bool:
        """Si la fila es lo que no cupo de la anterior: casi todo viene de ella."""
        if es_de_ruta(linea.marca):
            return linea.marca == f"{anterior.marca}{SIGUE}"
        fijas = [pieza for pieza in piezas if not _se_une(pieza)]
        if not any(pieza.viene for pieza in fijas):
            return False
        numeros = [n for n, pieza in enumerate(piezas) if pieza.texto and not pieza.viene]
        return all(len(anterior.piezas[n].texto) >= _TROZO_LARGO for n in numeros)


def _celda_que_dice(
    celdas: Sequence[CeldaVista | None], columna: ColumnaVista
) -> CeldaVista | None:
    """La primera celda de una columna o, si calla y no están combinadas, la primera con texto."""
    primera = celdas[columna.desde] if columna.desde < len(celdas) else None
    if columna.hasta - columna.desde == 1 or (primera is not None and primera.columnas > 1):
        return primera
    if primera is not None and primera.texto:
        return primera
    de_la_columna = (celda for celda in celdas[columna.desde : columna.hasta] if celda is not None)
    return next((celda for celda in de_la_columna if celda.texto), primera)


def _pieza_de(columna: ColumnaHallada, celda: CeldaVista | None, linea: Linea) -> Pieza:
    if celda is None:
        return Pieza(columna, None, "")
    texto, esperada = celda.texto, columna.esperada
    if celda.enlaces and esperada is not None and any(map(es_redaccion, esperada.definida.dato)):
        texto = celda.con_direcciones
    return Pieza(columna, celda, texto, celda.fila < linea.fila, id(celda))


def _se_une(pieza: Pieza) -> bool:
    esperada = pieza.columna.esperada
    return esperada is not None and esperada.definida.une != "nunca"


def _unir_con_lo_de_arriba(piezas: Sequence[Pieza], anterior: FilaVista) -> None:
    """Las celdas que vienen de más arriba dicen lo mismo que allí."""
    for pieza, arriba in zip(piezas, anterior.piezas, strict=True):
        if pieza.viene:
            pieza.texto, pieza.grupo = arriba.texto, arriba.grupo


def _unir_en_word(
    piezas: Sequence[Pieza], anterior: FilaVista, linea: Linea, agrupan: Sequence[int]
) -> None:
    """En Word, además, es la de la anterior la celda que repite el nombre de un grupo alto.

    ``agrupan``: las columnas donde lo puede haber.
    """
    _unir_con_lo_de_arriba(piezas, anterior)
    for numero in agrupan:
        pieza, arriba = piezas[numero], anterior.piezas[numero]
        if pieza.viene or not _sigue(pieza.texto, arriba.texto, bastan_las_marcas=False):
            continue
        if not _es_de_otro_grupo(pieza, linea.marca, anterior.marca):
            pieza.viene, pieza.texto, pieza.grupo = True, arriba.texto, arriba.grupo


def _unir_en_hoja(
    piezas: Sequence[Pieza], anterior: FilaVista, linea: Linea, *, comienza: bool | None
) -> None:
    """En una hoja, además, las celdas que una página cortó siguen a las de la fila de arriba.

    ``comienza``: si una página empieza en esta fila; ``None`` si no se sabe.
    """
    _unir_con_lo_de_arriba(piezas, anterior)
    if comienza is False:
        return
    es_otra = es_de_ruta(linea.marca) and not linea.marca.endswith(SIGUE)
    pueden = [
        (pieza, arriba)
        for pieza, arriba in zip(piezas, anterior.piezas, strict=True)
        if not (pieza.viene or (es_otra and not _se_une(pieza)))
        and not _es_de_otro_grupo(pieza, linea.marca, anterior.marca)
    ]
    # Donde los rótulos no se repiten, varias celdas que dicen que siguen son otra página.
    siguen = [p for p, a in pueden if _sigue(p.texto, a.texto, bastan_las_marcas=True)]
    bastan = bool(comienza) or (comienza is None and len(siguen) > 1)
    for pieza, arriba in pueden:
        sigue = _sigue(pieza.texto, arriba.texto, bastan_las_marcas=bastan)
        if sigue or (comienza and _es_grupo_callado(pieza)):
            pieza.viene, pieza.texto, pieza.grupo = True, arriba.texto, arriba.grupo


def _es_de_otro_grupo(pieza: Pieza, marca: str, anterior: str) -> bool:
    """Si dos filas con marca no comparten a quien la columna agrupa: ``c1s0a1`` y ``c1s1a0``."""
    if not (es_de_ruta(marca) and es_de_ruta(anterior)):
        return False
    esperada = pieza.columna.esperada
    prefijo = _PREFIJOS.get(_raiz_de(esperada.definida) if esperada else "", _DE_OTRO)
    return prefijo.match(marca)[0] != prefijo.match(anterior)[0]  # type: ignore[index]


def _raiz_de(columna: Columna) -> str:
    """De quién es el primero de sus datos, o lo que su texto nombra."""
    datos = columna.dato or datos_de(columna)
    return datos[0].partition(".")[0] if datos else ""


def _es_grupo_callado(pieza: Pieza) -> bool:
    """Si es la celda de un grupo en blanco al comenzar una página: no cupo ni que sigue."""
    esperada = pieza.columna.esperada
    return esperada is not None and esperada.definida.une == "grupo" and not pieza.texto


def _sigue(texto: str, arriba: str, *, bastan_las_marcas: bool) -> bool:
    """Si un texto es el comienzo del de arriba y dice que sigue."""
    if (
        not texto.endswith(")") or texto == arriba
    ):  # el que sigue de uno que ya termina así dice más
        return False
    coincidencia = _SIGUE.search(texto)
    if coincidencia is None or not arriba.strip():
        return False
    comienzo = " ".join(texto[: coincidencia.start()].split())
    if not comienzo:
        return bastan_las_marcas
    return " ".join(arriba.split()).startswith(comienzo)


def _combinadas_a_mano(piezas: Sequence[Pieza], linea: Linea) -> Iterator[Aviso]:
    """Las celdas que vienen de otra fila en una columna que el formato nunca une."""
    for pieza in piezas:
        celda, esperada = pieza.celda, pieza.columna.esperada
        if celda is None or esperada is None or not celda.texto or _se_une(pieza):
            continue
        if celda.fila < linea.fila and linea.tabla is not None:
            lugar = linea.tabla.lugar_de(linea.fila, pieza.columna.vista.desde)
            yield Aviso("lectura_dudosa", lugar, _COMBINADA)


def _continuar(piezas: Sequence[Pieza], anterior: FilaVista, linea: Linea) -> None:
    """Agrega lo que dice el resto de una fila a continuación de lo que decía."""
    for pieza, arriba in zip(piezas, anterior.piezas, strict=True):
        if not pieza.viene:
            arriba.texto += pieza.texto
    anterior.ultima = linea


def numero_de(pieza: Pieza) -> Decimal | None:
    """El número que guarda su celda en una hoja de cálculo."""
    valor = pieza.celda.valor if pieza.celda else None
    return con_su_ruido(valor) if isinstance(valor, Decimal) else None


def con_columna(fila: FilaVista) -> Iterator[tuple[Pieza, Columna]]:
    """Las piezas de las columnas que el formato conoce, cada pieza con su columna."""
    for pieza in fila.piezas:
        if pieza.columna.esperada is not None:
            yield pieza, pieza.columna.esperada.definida
