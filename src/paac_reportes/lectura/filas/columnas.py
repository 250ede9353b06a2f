"""Columnas de una tabla de datos: cuál trae cada dato, en qué corte, y qué valen sus códigos."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, Posicion
from paac_reportes.estructura import falla_de_argumento, mostrar
from paac_reportes.estructura.filas_ajenas import nombres_de_datos
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.lectura.filas.fuentes import FilasDeFuente
from paac_reportes.lectura.filas.valores import (
    CALCULADO,
    clase_de,
    dato_desconocido,
    duda_de_fraccion,
    es_abierta,
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


@attrs.define(eq=False)
class ColumnaDeFilas:
    """Una columna de que sale un dato."""

    dato: str
    nombre: str
    grupo: int = 0
    """Número del grupo de un corte en que va, desde 1; 0 si en ninguno."""
    corte: date | None = None
    codigos: Mapping[str, Any] = attrs.Factory(dict)
    """Qué dice cada código: ``{"H": "cumplida"}``."""
    valores: Sequence[Any] = ()
    """Lo que dice cada fila, ya leído; ``None``, la que no dice nada."""

    obligada: bool = False
    """Si el dato no puede faltar."""
    raiz: str = attrs.field(init=False)
    """Raíz del objeto de quien es el dato: ``actividad``; de los que no tienen, su nombre."""
    campo: str = attrs.field(init=False)
    """Nombre del dato en su objeto: ``meta``."""
    lugar: str = attrs.field(init=False)
    """Lo que va tras el lugar de la fila: ``, columna 'META'``."""

    def __attrs_post_init__(self) -> None:
        self.raiz, _, campo = self.dato.partition(".")
        self.campo = campo or self.dato
        self.lugar = f", columna {self.nombre!r}"


def columnas_de(
    pedidas: object, filas: FilasDeFuente, forma: FormaDeFilas, avisos: list[Aviso]
) -> list[ColumnaDeFilas]:
    """Columnas pedidas o, si no se dice, las que se llaman como un dato o como su rótulo.

    ``ErrorDeEntrada`` con todo dato que no existe y toda columna que ninguna fila trae.
    """
    fallas: list[Falla] = []
    nombres = [nombre for nombre in filas.columnas if not nombre.startswith(CALCULADO)]
    if pedidas is None:
        rotulos = _por_rotulo(forma)
        por_dato = ((rotulos.get(en_plano(nombre), nombre), nombre) for nombre in nombres)
        columnas = list(_columnas(por_dato, "filas", forma, fallas))
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
    sueltas = dict(pedidas)
    # Sólo va en grupos lo que es de un corte; en los demás, es un dato que no existe.
    clave = forma.tema.filas.por_corte
    grupos = sueltas.pop(clave, None) if clave else None
    yield from _columnas(sueltas.items(), "columnas", forma, fallas)
    if not isinstance(grupos, list | tuple | None):
        fallas.append(falla_de_argumento(f"columnas.{clave}", "lista_de_grupos", grupos))
        return
    for numero, grupo in enumerate(grupos or ()):
        ruta = f"columnas.{clave}[{numero}]"
        if not isinstance(grupo, Mapping):
            fallas.append(falla_de_argumento(ruta, "grupo_de_corte", grupo))
            continue
        del_grupo = dict(grupo)
        corte = leer_corte(del_grupo.pop("corte", None))
        if not isinstance(corte, date):
            fallas.append(falla_de_argumento(f"{ruta}.corte", "fecha", corte))
        de_corte = f"{forma.de_corte}."
        for columna in _columnas(del_grupo.items(), ruta, forma, fallas, antes=de_corte):
            yield attrs.evolve(columna, grupo=numero + 1, corte=corte)


@functools.lru_cache(maxsize=8)
def _por_rotulo(forma: FormaDeFilas) -> Mapping[str, str]:
    """Dato de cada rótulo con que va en una hoja de datos, en plano; ninguno se repite."""
    return {en_plano(forma.campo(clave).largo): clave for clave in forma.claves}


def _columnas(
    pedidas: Iterable[tuple[object, Any]],
    ruta: str,
    forma: FormaDeFilas,
    fallas: list[Falla],
    antes: str = "",
) -> Iterator[ColumnaDeFilas]:
    """Columnas de unos datos; es una falla que dos nombren el mismo.

    Con sus códigos: ``("seguimiento.estado", {"columna": "EST", "valores": {"H": "cumplida"}})``.
    """
    nombradas: dict[str, Any] = {}
    for pedido, columna in pedidas:
        if not isinstance(pedido, str):
            fallas.append(falla_de_argumento(ruta, "clave_de_texto", pedido))
            continue
        dato = forma.la_que_es(antes + pedido)
        if dato in nombradas:
            motivo = f"{mostrar(nombradas[dato])} y {mostrar(columna)} son el mismo dato"
            anotado = {"llego": columna, "antes": nombradas[dato]}
            fallas.append(Falla("dato_repetido", ruta, motivo, datos=anotado))
        nombradas[dato] = columna
        if not forma.admite(dato):
            fallas.append(dato_desconocido(dato, ruta, forma))
        match columna:
            case str():
                yield ColumnaDeFilas(dato, columna)
            case {"columna": str(nombre), "valores": {**codigos}, **otras} if nombre and not otras:
                valores = {codigo_de(codigo): valor for codigo, valor in codigos.items()}
                yield ColumnaDeFilas(dato, nombre, codigos=valores)
            case Mapping():
                llego = columna.get("columna")
                fallas.append(falla_de_argumento(f"{ruta}.{dato}", "columna_con_valores", llego))
            case _:
                fallas.append(falla_de_argumento(f"{ruta}.{dato}", "nombre_de_columna", columna))


def codigo_de(valor: Any) -> str:
    """Código como se escribe en la clave de un mapa: ``1`` o ``H``."""
    return str(texto_que_llega(valor)).strip()


def _fallas_de_las_que_faltan(usadas: Iterable[str], filas: FilasDeFuente) -> Iterator[Falla]:
    """Fallas de las columnas pedidas que ninguna fila trae."""
    for nombre in usadas if filas.filas else ():
        if not filas.trae(nombre):
            cercano = el_mas_cercano(nombre, sorted(nombres_de_datos(filas.filas[0])), cutoff=0)
            pista = "" if cercano is None else f"; la más parecida es {cercano!r}"
            motivo = f"ninguna trae la columna {mostrar(nombre)}{pista}"
            anotado = {"llego": nombre, "parecido": cercano}
            donde = Posicion(columna=nombre)
            yield Falla("columna_no_hallada", "filas", motivo, donde, anotado)


# ------------------------------------------------------------------ lo que conviene revisar


def avisos_de_la_columna(
    columna: ColumnaDeFilas, celdas: Sequence[Any], filas: FilasDeFuente, forma: FormaDeFilas
) -> Iterator[Aviso]:
    """Avisos de lo que las celdas de una columna traen y quizá no era."""
    ruta = f"filas, columna {columna.nombre!r}"
    if CATALOGO.es_codigo(columna.dato):
        yield from _aviso_de_codigos(ruta, celdas)
    if not columna.codigos:
        yield from avisos_de_programa(ruta, zip(filas.lugares, celdas, strict=True))
    es_de_numeros = clase_de(columna.dato, forma) is Decimal
    if es_de_numeros and not es_abierta(filas.columnas, forma):  # las nuestras no separan miles
        yield from _avisos_de_numeros(ruta, celdas)


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
