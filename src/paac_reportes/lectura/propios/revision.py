"""La red de la lectura: lo que el documento trae o traía y el plan leído no tiene.

Las filas que se ven y no se leyeron (``sin_recoger``), las que llevaba y ya no están
(``filas_que_faltan``), las tablas que no son del formato (``tablas_sin_leer``) y lo que la hoja
``Datos`` de un libro, que no se lee, dice de otra manera que las tablas (``desacuerdos``).
"""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import (
    CARGO_POR_LLENAR,
    NOMBRE_POR_LLENAR,
    BloqueFirmas,
)
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.lectura.filas.armado import ArmadorDeFilas, camino_de
from paac_reportes.lectura.filas.valores import CORTE, leer_corte
from paac_reportes.lectura.propios.escondido import SIGUE, EsquemaEscondido
from paac_reportes.lectura.propios.esperado import DocumentoEsperado
from paac_reportes.lectura.propios.rutas import ruta_de_marca
from paac_reportes.lectura.propios.tablas import (
    Linea,
    TablaHallada,
    TablasHalladas,
    es_de_datos,
    es_hoja_de_datos,
)
from paac_reportes.modelo.filas import LISTAS_DE_LA_MATRIZ
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.modelo.temas import PLAN, tema
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, TablaVista
from paac_reportes.textos.valores import como_texto

_CON_MARCA = "es una fila {de} y no se leyó: no está bajo los rótulos de su tabla"
_SIN_MARCA = "parece una fila {de} y no se leyó: no está bajo los rótulos de ninguna tabla"
_CELDAS_DE_UNA_NOTA = 2
"""Celdas escritas con las que todavía no se sabe si es una fila."""


@clases.frozen
class SinRecoger:
    """Lo que quedó fuera, ya dicho fila por fila."""

    avisos: tuple[Aviso, ...]
    marcas: frozenset[str]
    """Las de las filas que se dicen."""


def sin_recoger(
    hallazgo: TablasHalladas, recogidas: AbstractSet[str], formato: Formato
) -> SinRecoger:
    """Las filas que no llegaron al plan: por su marca o, sin ella, porque se ven como las demás."""
    avisos: list[Aviso] = []
    marcas: set[str] = set()
    fuera = {id(linea) for linea in hallazgo.fuera}
    de_otra_cosa = (
        _lineas_del_comienzo(hallazgo),
        _celdas_de_graficos(hallazgo),
        _filas_por_firmar(hallazgo, formato),
    )
    sueltas = fuera - {id(linea) for linea in itertools.chain(*de_otra_cosa)}
    de_quien, tablas_del_formato = tema(formato.de).de, _TablasDelFormato(hallazgo.tablas)
    for linea in itertools.chain(hallazgo.fuera, *(tabla.filas for tabla in hallazgo.tablas)):
        marca = linea.marca.removesuffix(SIGUE)
        if es_de_una_fila(marca, formato):
            if id(linea) in fuera or marca not in recogidas:
                marcas.add(marca)
                avisos.append(Aviso("lectura_dudosa", linea.lugar, _CON_MARCA.format(de=de_quien)))
        elif id(linea) in sueltas and _parece_una_fila(linea, tablas_del_formato):
            avisos.append(Aviso("lectura_dudosa", linea.lugar, _SIN_MARCA.format(de=de_quien)))
    return SinRecoger(tuple(avisos), frozenset(marcas))


def es_de_una_fila(marca: str, formato: Formato) -> bool:
    """Si es la de una de las que el formato recorre, y no la de unos rótulos o una firma."""
    su_tema = tema(formato.de)
    if su_tema is PLAN:  # las suyas dicen menos que una ruta: un componente sin dependencia
        return ruta_de_marca(marca) is not None
    lista = (en_largo(marca, su_tema.clase) or "").partition("[")[0]
    return lista in su_tema.filas.listas


def _lineas_del_comienzo(hallazgo: TablasHalladas) -> Iterator[Linea]:
    """Lo que va antes de la primera tabla y no está en ella: de quién es el documento."""
    primera = hallazgo.tablas[0]
    for linea in primera.antes:
        if linea.tabla is not primera.tabla or primera.tabla.primera is not None:
            yield linea


_LEYENDA_DE_FIGURA = re.compile(r"Figura\s\d+\. ")


def _celdas_de_graficos(hallazgo: TablasHalladas) -> Iterator[Linea]:
    """Las celdas que un gráfico dibuja en su hoja: van seguidas, bajo él y su leyenda."""
    anterior: Linea | None = None
    bajo_la_leyenda = False
    for linea in hallazgo.fuera:
        if _LEYENDA_DE_FIGURA.match(linea.solitario or ""):
            anterior, bajo_la_leyenda = linea, True
        elif anterior is not None and linea.tabla is anterior.tabla and not linea.solitario:
            if bajo_la_leyenda or linea.fila == anterior.fila + 1:
                yield linea
            anterior, bajo_la_leyenda = linea, False
        else:
            anterior = None


def _filas_por_firmar(hallazgo: TablasHalladas, formato: Formato) -> Iterator[Linea]:
    """Las dos filas de unas firmas de las que alguna quedó para llenar a mano."""
    if not any(isinstance(bloque, BloqueFirmas) and bloque.siempre for bloque in formato.cuerpo):
        return
    rotulos = {NOMBRE_POR_LLENAR, CARGO_POR_LLENAR}
    for encima, linea in itertools.pairwise(hallazgo.fuera):
        if any(rotulos.issuperset(celda.texto.splitlines()) for celda in linea.propias):
            yield linea
            if encima.tabla is linea.tabla:
                yield encima


class _TablasDelFormato:
    """Las tablas del formato, por lo que de ellas se pregunta a cada línea que quedó fuera."""

    def __init__(self, tablas: Iterable[TablaHallada]) -> None:
        self._por_su_final: dict[tuple[int, int], TablaHallada] = {}
        self._por_sus_cortes: dict[frozenset[int], TablaHallada] = {}
        for tabla in tablas:
            if tabla.filas:
                final = tabla.filas[-1]
                self._por_su_final.setdefault((id(final.tabla), final.fila), tabla)
            cortes = frozenset(tabla.cortes_de_columna)
            menor = self._por_sus_cortes.setdefault(cortes, tabla)
            if len(tabla.encaje.columnas) < len(menor.encaje.columnas):
                self._por_sus_cortes[cortes] = tabla

    @property
    def distintas(self) -> Collection[TablaHallada]:
        """Una por cada modo de partir el ancho: la de menos columnas."""
        return self._por_sus_cortes.values()

    def tabla_de_encima(self, linea: Linea) -> TablaHallada | None:
        """La tabla que termina en la fila de arriba."""
        return self._por_su_final.get((id(linea.tabla), linea.fila - 1))


def _parece_una_fila(linea: Linea, tablas: _TablasDelFormato) -> bool:
    """Si sus celdas están donde las de una tabla del formato, y dice la mitad de sus columnas."""
    if linea.tabla is None or linea.marca:
        return False
    con_texto = len(linea.propias)
    if _sigue_a_una(linea, tablas):
        return True
    return con_texto > _CELDAS_DE_UNA_NOTA and any(
        2 * con_texto >= len(tabla.encaje.columnas) and es_de_datos(linea, tabla)
        for tabla in tablas.distintas
    )


def _sigue_a_una(linea: Linea, tablas: _TablasDelFormato) -> bool:
    """Si en una hoja va bajo la última de una tabla, con celdas más angostas que sus columnas."""
    tabla = tablas.tabla_de_encima(linea)
    if tabla is None:
        return False
    columnas = [columna.vista for columna in tabla.encaje.columnas]
    return any(
        v.desde <= celda.columna
        and celda.columna + celda.columnas <= v.hasta
        and celda.columnas < v.hasta - v.desde
        for celda in linea.propias
        for v in columnas
    )


def cuantas_faltan(
    escondido: EsquemaEscondido, marcas_vistas: AbstractSet[str], formato: Formato
) -> int:
    """Las filas que el documento llevaba y no están; ninguna si no se sabe cuántas llevaba."""
    if escondido.esquema.filas is None or not escondido.marcas:
        return 0
    de_ruta = {marca for marca in escondido.marcas if es_de_una_fila(marca, formato)}
    que_no_son_filas, a_la_vista = escondido.marcas - de_ruta, de_ruta & marcas_vistas
    return max(escondido.esquema.filas - len(que_no_son_filas) - len(a_la_vista), 0)


def filas_que_faltan(faltan: int) -> Iterator[Aviso]:
    """El aviso de cuántas filas faltan además de las que ya se dijo cuáles son."""
    if faltan > 0:
        cuantas = "falta 1 fila" if faltan == 1 else f"faltan {faltan} filas"
        motivo = f"{cuantas} de las que llevaba, de las últimas de su lista o la lista entera"
        yield Aviso("documento_cambiado", "", motivo)


def partes_sin_decir(escondido: EsquemaEscondido, esperado: DocumentoEsperado) -> Iterator[Aviso]:
    """Si sólo las marcas que perdió decían de qué dependencia es cada componente."""
    if not escondido.esquema.filas or escondido.marcas or escondido.esquema.de != PLAN.clave:
        return
    datos = (dato for columna in esperado.formato.columnas for dato in columna.dato)
    if any("dependencia." in nombre for nombre in (*esperado.textos, *datos)):
        return
    motivo = (
        "perdió las marcas de sus filas, y nada más dice de qué dependencia es cada componente: si"
        " el plan va por dependencias, aquí no se ven"
    )
    yield Aviso("lectura_dudosa", "", motivo)


def tablas_sin_leer(documento: DocumentoVisto, hallazgo: TablasHalladas) -> Iterator[TablaVista]:
    """Las tablas que no tienen los rótulos de ninguna del formato."""
    con_rotulos = {linea.tabla for tabla in hallazgo.tablas for linea in tabla.rotulos}
    a_la_vista = (parte for parte in documento.partes if not parte.oculta)
    for bloque in itertools.chain.from_iterable(parte.bloques for parte in a_la_vista):
        if isinstance(bloque, TablaVista) and not (
            bloque in con_rotulos or es_hoja_de_datos(bloque)
        ):
            yield bloque


_RUTA = "ruta"


def desacuerdos(
    documento: DocumentoVisto, armado: ArmadorDeFilas, formato: Formato, *, con_marcas: bool
) -> Iterator[Aviso]:
    """Uno por hoja que contradice lo que se leyó de las tablas, con el primer caso.

    Sin marcas en las filas, los datos que el formato junta en una celda no se comparan: no siempre
    se pueden separar.
    """
    compuestas = () if con_marcas else (c for c in formato.columnas if len(c.dato) > 1)
    compuestos = {dato for columna in compuestas for dato in columna.dato}
    for tabla in documento.tablas():
        if not es_hoja_de_datos(tabla):
            continue
        distintos = list(_diferencias(tabla, armado, formato, compuestos))
        if distintos:
            lugar, motivo = distintos[0]
            resto = f"; y otros {len(distintos) - 1} datos" if len(distintos) > 1 else ""
            yield Aviso("documento_cambiado", lugar, f"{motivo}; se leyó la tabla{resto}")


def _diferencias(
    tabla: TablaVista, armado: ArmadorDeFilas, formato: Formato, compuestos: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Los datos que la hoja y las tablas dicen, y no son el mismo."""
    columnas = {celda.texto: celda.columna for celda in tabla.filas[0] if celda}
    if _RUTA not in columnas:
        return
    comparables = {d: n for d, n in columnas.items() if d not in compuestos and d != CORTE}
    es_un_plan, marcadas = formato.de == PLAN.clave, _listas_con_marca(formato)
    for numero, fila in enumerate(tabla.filas[1:], 1):
        ruta, corte = fila[columnas[_RUTA]], fila[columnas.get(CORTE, 0)]
        if es_un_plan:
            de_las_tablas = _del_plan(armado, ruta, corte)
        else:
            de_las_tablas = _del_contenido(armado, ruta, marcadas)
        for dato, columna in comparables.items():
            celda, valor = fila[columna], de_las_tablas.get(dato)
            if celda is None or valor is None or _coincide(valor, celda):
                continue
            # La que el formato muestra de su control, o de él, y de uno solo se lee como suya.
            del_control = columnas.get(_del_control(dato))
            otra_celda = None if del_control is None else fila[del_control]
            if otra_celda is None or not _coincide(valor, otra_celda):
                motivo = f"dice {mostrar(celda.texto)} y la tabla, {mostrar(valor)}"
                yield tabla.lugar_de(numero, columna), motivo


_DEL_RIESGO, _DE_SU_CONTROL = "riesgo.residual.", "control.residual."


def _del_control(dato: str) -> str:
    """``control.residual.zona``, de ``riesgo.residual.zona``."""
    hay = dato.startswith(_DEL_RIESGO)
    return f"{_DE_SU_CONTROL}{dato.removeprefix(_DEL_RIESGO)}" if hay else ""


def _del_plan(
    armado: ArmadorDeFilas, ruta: CeldaVista | None, corte: CeldaVista | None
) -> dict[str, Any]:
    """Lo que las tablas dicen de una fila y de su seguimiento en un corte."""
    camino = camino_de(ruta.texto) if ruta else None
    nodo = armado.nodo(camino)
    objeto = LISTAS_DE_LA_MATRIZ[camino[-1][0]] if camino else ""
    if nodo is None or objeto not in ("actividad", "tramite"):
        return {}
    valores = {f"{objeto}.{campo}": valor for campo, valor in nodo.datos.items()}
    dia = leer_corte((corte.valor or corte.texto) if corte else None)
    reporte = nodo.listas.get("seguimientos", {}).get(repr(dia))
    reportado = reporte.datos if reporte is not None else {}
    return valores | {f"seguimiento.{campo}": valor for campo, valor in reportado.items()}


def _listas_con_marca(formato: Formato) -> set[str]:
    """Las listas que las tablas recorren: cada elemento de ellas lleva su marca."""
    secciones = (seccion for tabla in formato.tablas.values() for seccion in tabla.secciones)
    return {seccion.recorre.rpartition(".")[2] for seccion in secciones}


def _del_contenido(
    armado: ArmadorDeFilas, ruta: CeldaVista | None, marcadas: AbstractSet[str]
) -> dict[str, Any]:
    """Los datos de los objetos de una fila, hasta el que lleva la marca.

    Lo que va dentro de éste se numera como se ve, y no es su lugar en los datos.
    """
    nodo, valores = armado.raiz, dict[str, Any]()
    for lista, numero in (camino_de(ruta.texto, armado.forma) if ruta else None) or ():
        hijo = nodo.listas.get(lista, {}).get(int(str(numero)))
        if hijo is None:
            break
        nodo, raiz = hijo, armado.forma.listas[lista]
        valores |= {f"{raiz}.{campo}": valor for campo, valor in nodo.datos.items()}
        if lista in marcadas:
            break
    return valores


def _coincide(valor: Any, celda: CeldaVista) -> bool:
    if isinstance(valor, Decimal):
        return celda.valor == valor
    texto = "\n".join(valor) if isinstance(valor, list) else como_texto(valor)
    return texto == celda.texto
