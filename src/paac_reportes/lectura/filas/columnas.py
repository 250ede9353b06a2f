"""Columnas de una tabla de datos: cuál trae cada dato, en qué corte, y qué valen sus códigos."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, Posicion
from paac_reportes.estructura import falla_de_argumento, mostrar
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.filas.fuentes import FilaDeFuente
from paac_reportes.lectura.filas.valores import (
    clase_de,
    datos_desconocidos,
    duda_de_fraccion,
    frase_de_decimales,
    leer_corte,
    parece_de_miles,
    texto_que_llega,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import FormaDeFilas
from paac_reportes.textos.cercanos import el_mas_cercano
from paac_reportes.textos.de_programa import avisos_de_programa
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import como_texto, numero_de


@clases.frozen(eq=False)
class ColumnaDeFilas:
    """Una columna de que sale un dato."""

    dato: str
    nombre: str
    grupo: int = 0
    """Número del grupo de un corte en que va, desde 1; 0 si en ninguno."""
    corte: date | None = None
    valores: Mapping[str, Any] = attrs.Factory(dict)
    """Qué dice cada código: ``{"H": "cumplida"}``."""


def columnas_de(
    pedidas: object,
    nombres: Sequence[str],
    filas: Sequence[FilaDeFuente],
    forma: FormaDeFilas,
    avisos: list[Aviso],
) -> list[ColumnaDeFilas]:
    """Columnas pedidas o, si no se dice, las que se llaman como un dato o como su rótulo.

    ``ErrorDeEntrada`` con todo dato que no existe y toda columna que ninguna fila trae.
    """
    fallas: list[Falla] = []
    if pedidas is None:
        rotulos = _por_rotulo(forma)
        de_las_filas = {nombre: nombre for nombre in nombres}
        columnas = list(_columnas(de_las_filas, "filas", forma, fallas, rotulos=rotulos))
    else:
        columnas = list(_pedidas(pedidas, forma, fallas))
        usadas = dict.fromkeys(columna.nombre for columna in columnas)
        fallas += _fallas_de_las_que_faltan(usadas, filas)
        if sobran := [nombre for nombre in nombres if nombre not in usadas]:
            motivo = f"ningún dato {forma.tema.de} sale de {', '.join(map(mostrar, sobran))}"
            anotado = {"columnas": tuple(sobran)}
            avisos.append(Aviso("dato_sobrante", "filas", motivo, datos=anotado))
    if fallas:
        raise ErrorDeEntrada(fallas)
    return columnas


def _pedidas(pedidas: object, forma: FormaDeFilas, fallas: list[Falla]) -> Iterator[ColumnaDeFilas]:
    """Columnas que se piden: las sueltas y las de cada grupo de un corte."""
    if not isinstance(pedidas, Mapping):
        raise error_de_argumento("columnas", "columna_de_cada_dato", pedidas)
    sueltas = _con_claves_de_texto(pedidas, "columnas", fallas)
    # Sólo va en grupos lo que es de un corte; en los demás, es un dato que no existe.
    clave = forma.tema.filas.por_corte
    grupos = sueltas.pop(clave, None) if clave else None
    yield from _columnas(sueltas, "columnas", forma, fallas)
    if not isinstance(grupos, list | tuple | None):
        fallas.append(falla_de_argumento(f"columnas.{clave}", "lista_de_grupos", grupos))
        return
    for numero, grupo in enumerate(grupos or ()):
        ruta = f"columnas.{clave}[{numero}]"
        if not isinstance(grupo, Mapping):
            fallas.append(falla_de_argumento(ruta, "grupo_de_corte", grupo))
            continue
        del_grupo = _con_claves_de_texto(grupo, ruta, fallas)
        corte = leer_corte(del_grupo.pop("corte", None))
        if not isinstance(corte, date):
            fallas.append(falla_de_argumento(f"{ruta}.corte", "fecha", corte))
        for columna in _columnas(del_grupo, ruta, forma, fallas, antes=f"{forma.de_corte}."):
            yield attrs.evolve(columna, grupo=numero + 1, corte=corte)


def _con_claves_de_texto(
    tabla: Mapping[Any, Any], ruta: str, fallas: list[Falla]
) -> dict[str, Any]:
    """Tabla con sólo las claves que son textos; las demás son fallas."""
    otras = [clave for clave in tabla if not isinstance(clave, str)]
    fallas += (falla_de_argumento(ruta, "clave_de_texto", clave) for clave in otras)
    return {clave: valor for clave, valor in tabla.items() if isinstance(clave, str)}


@functools.lru_cache(maxsize=8)
def _por_rotulo(forma: FormaDeFilas) -> Mapping[str, str]:
    """Dato de cada rótulo con que va en una hoja de datos, en plano; ninguno se repite."""
    return {en_plano(forma.campo(clave).largo): clave for clave in forma.claves}


def _columnas(  # noqa: PLR0913 - qué se pide, dónde, y con qué nombres
    pedidas: Mapping[str, Any],
    ruta: str,
    forma: FormaDeFilas,
    fallas: list[Falla],
    *,
    antes: str = "",
    rotulos: Mapping[str, str] | None = None,
) -> Iterator[ColumnaDeFilas]:
    """Columnas de unos datos; es una falla que dos nombren el mismo.

    Con sus códigos: ``{"seguimiento.estado": {"columna": "EST", "valores": {"H": "cumplida"}}}``.
    """
    con_que_nombre: dict[str, str] = {}
    for pedido, columna in pedidas.items():
        dato = (rotulos or {}).get(en_plano(pedido)) or forma.la_que_es(f"{antes}{pedido}")
        if dato in con_que_nombre:
            motivo = f"{mostrar(con_que_nombre[dato])} y {mostrar(pedido)} son el mismo dato"
            anotado = {"llego": pedido, "antes": con_que_nombre[dato]}
            fallas.append(Falla("dato_repetido", ruta, motivo, datos=anotado))
        con_que_nombre[dato] = pedido
        fallas += datos_desconocidos((dato,), ruta, forma)
        match columna:
            case str():
                yield ColumnaDeFilas(dato, columna)
            case {"columna": str(nombre), "valores": {**codigos}, **otras} if nombre and not otras:
                valores = {codigo_de(codigo): valor for codigo, valor in codigos.items()}
                yield ColumnaDeFilas(dato, nombre, valores=valores)
            case Mapping():
                llego = columna.get("columna")
                fallas.append(falla_de_argumento(f"{ruta}.{dato}", "columna_con_valores", llego))
            case _:
                fallas.append(falla_de_argumento(f"{ruta}.{dato}", "nombre_de_columna", columna))


def codigo_de(valor: Any) -> str:
    """Código como se escribe en la clave de un mapa: ``1`` o ``H``."""
    return str(texto_que_llega(valor)).strip()


def _fallas_de_las_que_faltan(
    usadas: Mapping[str, Any], filas: Sequence[FilaDeFuente]
) -> Iterator[Falla]:
    """Fallas de las columnas pedidas que ninguna fila trae."""
    for nombre in usadas if filas else ():
        if not any(fila.trae(nombre) for fila in filas):
            cercano = el_mas_cercano(nombre, filas[0].nombres, cutoff=0)
            pista = "" if cercano is None else f"; la más parecida es {cercano!r}"
            motivo = f"ninguna trae la columna {mostrar(nombre)}{pista}"
            anotado = {"llego": nombre, "parecido": cercano}
            donde = Posicion(columna=nombre)
            yield Falla("columna_no_hallada", "filas", motivo, donde, anotado)


# ------------------------------------------------------------------ lo que conviene revisar


def avisos_de_las_columnas(
    columnas: Sequence[ColumnaDeFilas],
    filas: Sequence[FilaDeFuente],
    celdas: Mapping[str, Sequence[Any]],
    forma: FormaDeFilas,
    *,
    nuestras: bool,
) -> Iterator[Aviso]:
    """Avisos de lo que las celdas de una columna traen y quizá no era.

    ``nuestras``, si las escribió la biblioteca, que nunca separa los miles.
    """
    for nombre, con_ese_nombre in agrupadas((c.nombre, c) for c in columnas).items():
        ruta = f"filas, columna {nombre!r}"
        if any(CATALOGO.es_codigo(columna.dato) for columna in con_ese_nombre):
            yield from _aviso_de_codigos(ruta, celdas[nombre])
        if not any(columna.valores for columna in con_ese_nombre):
            lugares = (fila.lugar for fila in filas)
            yield from avisos_de_programa(ruta, zip(lugares, celdas[nombre], strict=True))
        es_de_numeros = any(clase_de(columna.dato, forma) is Decimal for columna in con_ese_nombre)
        if es_de_numeros and not nuestras:
            yield from _avisos_de_numeros(ruta, celdas[nombre])


def _aviso_de_codigos(ruta: str, valores: Sequence[Any]) -> Iterator[Aviso]:
    """Aviso de los códigos que llegaron como número con decimales: ``1.10`` ya perdió su cero."""
    decimales = (valor for valor in valores if isinstance(valor, Decimal))
    if cuantos := sum(1 for valor in decimales if valor != valor.to_integral_value()):
        motivo = (
            f"{cuantos} de los códigos llegaron como número: 1.1 y 1.10 no se distinguen;"
            " pídalos como texto"
        )
        yield Aviso("codigo_como_numero", ruta, motivo, datos={"cuantos": cuantos})


def _avisos_de_numeros(ruta: str, valores: Sequence[Any]) -> Iterator[Aviso]:
    """Avisos de una columna de números con un ``1.000`` o un ``0,2``: quizá eran mil o 20."""
    if dudosos := list(filter(parece_de_miles, valores)):
        yield Aviso("columna_dudosa", ruta, frase_de_decimales(dudosos))
    if partes := [valor for valor in valores if duda_de_fraccion(valor)]:
        resto = f" (y {len(partes) - 1} más como él)" if len(partes) > 1 else ""
        motivo = f"{como_texto(numero_de(partes[0]))}{resto} {duda_de_fraccion(partes[0])}"
        yield Aviso("avance_como_fraccion", ruta, motivo, datos={"cuantos": len(partes)})
