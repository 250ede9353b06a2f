"""Un contenido de una tabla de datos: una consulta, un CSV, un ``DataFrame``."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.clases import es_de_attrs
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import Extras, desestructurar, mostrar
from paac_reportes.estructura.corrientes import tiene_zona
from paac_reportes.estructura.zonas import Reloj
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.cronograma import en_una, es_marca, no_dice_nada, periodos
from paac_reportes.lectura.filas.armado import contenido_armado, lugar_en_su_fila
from paac_reportes.lectura.filas.columnas import (
    ColumnaDeFilas,
    avisos_de_las_columnas,
    codigo_de,
    columnas_de,
)
from paac_reportes.lectura.filas.fuentes import FilaDeFuente, filas_leidas
from paac_reportes.lectura.filas.identidad import Dato, FilaLeida
from paac_reportes.lectura.filas.reunion import ReunionDeFilas
from paac_reportes.lectura.filas.valores import (
    CALCULADO,
    cabe_en_una_celda,
    clase_de,
    clave_de_lista,
    es_abierta,
    leer_valor,
)
from paac_reportes.modelo import Entidad, temas
from paac_reportes.modelo.fechas.en_numero import fechas_en_numero
from paac_reportes.modelo.filas import RUTA, FormaDeFilas, forma_de_filas
from paac_reportes.textos.valores import como_texto


def contenido_de_filas(  # noqa: PLR0913 - todo lo que una puerta recibe
    filas: object,
    pedidas: object,
    corte: date | None,
    otras: Mapping[str, Any],
    *,
    de: str,
    reloj: Reloj,
) -> tuple[temas.Contenido, tuple[Aviso, ...]]:
    """Contenido de unas filas y lo que conviene revisar.

    ``otras`` son las claves que no salen de las filas, como objetos o como van en un archivo de
    datos, y mandan. ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    forma = forma_de_filas(temas.tema(de))
    tablas = [forma_de_filas(tabla) for tabla in temas.temas_por_tabla(forma.tema)]
    avisos: list[Aviso] = []
    de_la_tabla = filas_leidas(filas, tablas, avisos)
    if pedidas is None:  # de un objeto, no se sabe qué dato es cada atributo
        _comprobar_que_dicen_sus_columnas(de_la_tabla)
    todas = dict.fromkeys(columna for fila in de_la_tabla for columna in fila.columnas)
    nombres = [nombre for nombre in todas if not nombre.startswith(CALCULADO)]
    lleva_fecha = forma.admite(_PROGRAMADA)
    fechas = _cronograma(pedidas, nombres, otras.get("vigencia")) if lleva_fecha else {}
    sin_fechas = [nombre for nombre in nombres if nombre not in fechas]
    columnas = columnas_de(pedidas, sin_fechas, de_la_tabla, forma, avisos)
    celdas = {c.nombre: [fila(c.nombre) for fila in de_la_tabla] for c in columnas}
    if fechas:
        columnas.append(ColumnaDeFilas(_PROGRAMADA, _PROGRAMADA))
        celdas[_PROGRAMADA] = [_fechas_marcadas(fila, fechas, avisos) for fila in de_la_tabla]
    nuestras = es_abierta(nombres, forma)
    avisos += avisos_de_las_columnas(columnas, de_la_tabla, celdas, forma, nuestras=nuestras)
    fallas: list[Falla] = []
    lector = _LectorDeFilas(columnas, celdas, corte, forma, reloj, fallas)
    leidas = [lector.leer(numero, fila) for numero, fila in enumerate(de_la_tabla)]
    reunion = ReunionDeFilas(forma, fallas)
    reunion.reunir([fila for fila in leidas if fila.con_algo or fila.reportes])
    contenido, lugares = contenido_armado(
        reunion.raiz,
        forma.tema,
        _como_en_un_archivo(otras),
        fallas=fallas,
        situar=functools.partial(_en_las_filas, hay=bool(de_la_tabla)),
        reloj=reloj,
    )
    avisos += reunion.parecidos
    avisos += (
        attrs.evolve(aviso, ruta=lugar_en_su_fila(aviso.ruta, lugares))
        for aviso in fechas_en_numero(contenido)
    )
    return contenido, tuple(avisos)


def _comprobar_que_dicen_sus_columnas(filas: Sequence[FilaDeFuente]) -> None:
    for fila in filas:
        if motivo := fila.por_que_no_se_sabe:
            raise ErrorDeEntrada(Falla("argumento_invalido", fila.lugar, motivo))


# ------------------------------------------------------------------ el cronograma

_PROGRAMADA = "actividad.fecha_programada"


def _cronograma(pedidas: object, nombres: Sequence[str], vigencia: object) -> dict[str, str]:
    """Fecha de cada columna de meses que nadie pidió; ninguna, si ya hay otra fecha."""
    por_dato = pedidas if isinstance(pedidas, Mapping) else dict.fromkeys(nombres)
    datos = [clave_de_lista(dato) for dato in por_dato if isinstance(dato, str)]
    if any(dato.endswith("fecha_programada") for dato in datos):
        return {}
    con_dato = {valor for valor in por_dato.values() if isinstance(valor, str)}
    caminos = [() if nombre in con_dato else (nombre,) for nombre in nombres]
    fechas = periodos(caminos, vigencia if isinstance(vigencia, int) else None)
    return {nombres[indice]: fecha for indice, fecha in fechas.items()}


def _fechas_marcadas(
    fila: FilaDeFuente, fechas: Mapping[str, str], avisos: list[Aviso]
) -> str | None:
    """Fechas que las columnas de meses de una fila marcan; ``None`` si ninguna."""
    marcadas = []
    for columna, fecha in fechas.items():
        valor = fila(columna)
        texto = "" if valor is None else como_texto(valor)
        if es_marca(texto):
            marcadas.append(fecha)
        elif not no_dice_nada(texto):
            motivo = f"se esperaba una marca, como X, llegó {mostrar(texto)}: no se tomó"
            avisos.append(Aviso("celda_ilegible", fila.lugar_de(columna), motivo))
    return en_una(marcadas) or None


# ------------------------------------------------------------------ las filas


class _LectorDeFilas:
    """Lee lo que dice cada fila."""

    def __init__(  # noqa: PLR0913, PLR0917 - lo que hace falta para leer una celda
        self,
        columnas: Sequence[ColumnaDeFilas],
        celdas: Mapping[str, Sequence[Any]],
        corte: date | None,
        forma: FormaDeFilas,
        reloj: Reloj,
        fallas: list[Falla],
    ) -> None:
        self._celdas, self._corte, self._forma = celdas, corte, forma
        self._reloj, self._fallas = reloj, fallas
        por_grupo = agrupadas((columna.grupo, columna) for columna in columnas)
        self._sueltas = por_grupo.pop(0, [])
        self._grupos = list(por_grupo.values())
        obligados = {*_obligados(forma)}
        self._obligadas = {c.dato: c.nombre for c in self._sueltas if c.dato in obligados}

    def leer(self, numero: int, fila: FilaDeFuente) -> FilaLeida:
        """Fila con sus datos y lo que reporta en cada corte."""
        datos = list(self._datos(self._sueltas, numero, fila))
        con_algo = {dato.nombre: dato for dato in datos if dato.dice_algo}
        if faltan := {dato: c for dato, c in self._obligadas.items() if dato not in con_algo}:
            if RUTA in con_algo:  # va a la letra: la escribió la biblioteca
                faltan = {dato: c for dato, c in faltan.items() if fila(c) is None}
            datos = [dato for dato in datos if dato.nombre not in faltan]
            datos += (Dato(dato, None, fila.lugar_de(c)) for dato, c in faltan.items())
        por_objeto = agrupadas((dato.objeto, dato) for dato in datos)
        corte, suelto = self._reporte_suelto(por_objeto.get(self._forma.de_corte, ()))
        reportes = [(grupo[0].corte, [*self._datos(grupo, numero, fila)]) for grupo in self._grupos]
        reportes = [reporte for reporte in ((corte, suelto), *reportes) if reporte[1]]
        return FilaLeida(fila.lugar, por_objeto, con_algo, reportes, corte)

    def _reporte_suelto(self, datos: Sequence[Dato]) -> tuple[Any, list[Dato]]:
        """Corte y datos de lo reportado en columnas que no son de un grupo."""
        de_corte = f"{self._forma.de_corte}.corte"
        # Un cero no es un corte.
        reporte = [dato for dato in datos if dato.valor or dato.nombre != de_corte]
        corte = next((dato.valor for dato in reporte if dato.nombre == de_corte), self._corte)
        return (corte if reporte else None), reporte

    def _datos(
        self, columnas: Sequence[ColumnaDeFilas], numero: int, fila: FilaDeFuente
    ) -> Iterator[Dato]:
        """Datos que la fila dice en unas columnas; lo que no cabe en uno es una falla."""
        for columna in columnas:
            celda = self._celdas[columna.nombre][numero]
            if celda is None:
                continue
            valor = self._valor(columna, celda)
            if not cabe_en_una_celda(valor):
                self._fallas += _fallas_de_lo_que_no_cabe(valor, fila.lugar_de(columna.nombre))
            elif (leido := leer_valor(columna.dato, valor, self._forma)) is not None:
                yield Dato(columna.dato, leido, fila.lugar_de(columna.nombre))

    def _valor(self, columna: ColumnaDeFilas, celda: Any) -> Any:
        """Valor de una celda: el de su código, si los hay, o el día de su momento."""
        if columna.valores:
            return columna.valores.get(codigo_de(celda), celda)
        es_texto_de_fecha = type(celda) is str and clase_de(columna.dato, self._forma) is date
        if es_texto_de_fecha or tiene_zona(celda):
            return self._reloj.dia(celda, f"filas, columna {columna.nombre!r}")
        return celda


def _fallas_de_lo_que_no_cabe(valor: Any, lugar: str) -> Iterator[Falla]:
    """Falla de lo que no cabe en una celda; de una lista, la de cada elemento que no cabe."""
    if not isinstance(valor, list | tuple):
        motivo = f"se esperaba un texto, un número o una fecha, llegó {mostrar(valor)}"
        yield Falla("dato_invalido", lugar, motivo)
        return
    for numero, elemento in enumerate(valor):
        if isinstance(elemento, list | tuple) or not cabe_en_una_celda(elemento):
            motivo = f"se esperaba un texto, llegó {mostrar(elemento)}"
            yield Falla("dato_invalido", f"{lugar}: [{numero}]", motivo)


def _obligados(forma: FormaDeFilas) -> Iterator[str]:
    """Datos sin los que lo de una lista, o la entidad, no existe: ``dependencia.nombre``."""
    for raiz, clase in {"entidad": Entidad, **forma.raices}.items():
        for campo in attrs.fields(clase):
            if campo.default is attrs.NOTHING and campo.type is str:
                yield f"{raiz}.{campo.name}"


# ------------------------------------------------------------------ lo que no es fila


def _como_en_un_archivo(otras: Mapping[str, Any]) -> dict[str, Any]:
    """Datos aparte de las filas, que pueden ser objetos, como van en un archivo de datos."""
    datos = {clave: _en_datos(valor) for clave, valor in otras.items() if valor is not None}
    if isinstance(nombre := datos.get("entidad"), str):
        datos["entidad"] = {"nombre": nombre}
    return datos


def _en_datos(valor: Any) -> Any:
    """Valor con sus objetos del modelo, o los de la lista que sea, como datos."""
    if isinstance(valor, list | tuple):
        return [desestructurar(objeto) if _es_del_modelo(objeto) else objeto for objeto in valor]
    return desestructurar(valor) if _es_del_modelo(valor) else valor


def _es_del_modelo(valor: object) -> bool:
    return isinstance(valor, Extras) or es_de_attrs(type(valor))


def _en_las_filas(
    fallas: Sequence[Falla], lugares: Mapping[str, str], *, hay: bool
) -> Iterator[Falla]:
    """Fallas con la fila y la columna de cada una; la de todo el contenido es de las filas."""
    for falla in fallas:
        if falla.codigo == "dato_faltante" and not falla.ruta:
            motivo = falla.mensaje if hay else "no llegó ninguna fila; se esperaba al menos una"
            yield Falla(falla.codigo, "filas", motivo)
        else:
            yield falla.en(lugar_en_su_fila(falla.ruta, lugares))
