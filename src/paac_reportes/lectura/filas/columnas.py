"""Columnas de una tabla de datos: cuál trae cada dato, en qué corte, y qué dice cada celda suya."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, Posicion
from paac_reportes.estructura import falla_de_argumento, mostrar
from paac_reportes.estructura.corrientes import tiene_zona
from paac_reportes.estructura.filas_ajenas import nombres_de_datos
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.estructura.valores import Reloj
from paac_reportes.lectura.filas.fuentes import FilasDeFuente
from paac_reportes.lectura.filas.valores import (
    CALCULADO,
    cabe_en_una_celda,
    clase_de,
    dato_desconocido,
    duda_de_fraccion,
    es_abierta,
    frase_de_decimales,
    lector_de,
    leer_corte,
    parece_de_miles,
    texto_que_llega,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import FormaDeFilas
from paac_reportes.textos.columnas_ajenas import avisos_de_programa
from paac_reportes.textos.plano import el_mas_cercano, en_plano
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


class LectorDeFilas:
    """Lee unas filas columna por columna; anota lo que falla y lo que conviene revisar."""

    def __init__(self, filas: FilasDeFuente, forma: FormaDeFilas, reloj: Reloj) -> None:
        self._filas, self._forma, self._reloj = filas, forma, reloj
        self.fallas: list[Falla] = []
        self.avisos: list[Aviso] = []

    def leer(self, pedidas: object) -> list[ColumnaDeFilas]:
        """Columnas pedidas, con lo que dice cada fila; si no se piden, las que dicen su dato.

        Se llaman como él o como su rótulo. ``ErrorDeEntrada`` con todo dato que no existe y toda
        columna que ninguna fila trae.
        """
        nombres = [nombre for nombre in self._filas.columnas if not nombre.startswith(CALCULADO)]
        if pedidas is None:
            rotulos = _por_rotulo(self._forma)
            por_dato = ((rotulos.get(en_plano(nombre), nombre), nombre) for nombre in nombres)
            columnas = list(self._columnas(por_dato, "filas"))
        else:
            columnas = list(self._pedidas(pedidas))
            usadas = dict.fromkeys(columna.nombre for columna in columnas)
            self._comprobar_que_estan(usadas)
            if sobran := [nombre for nombre in nombres if nombre not in usadas]:
                de_que = f"ningún dato {self._forma.tema.de} sale de"
                motivo = f"{de_que} {', '.join(map(mostrar, sobran))}"
                anotado = {"columnas": tuple(sobran)}
                self.avisos.append(Aviso("dato_sobrante", "filas", motivo, datos=anotado))
        if self.fallas:
            raise ErrorDeEntrada(self.fallas)
        for columna in columnas:
            celdas = self._filas.celdas(columna.nombre)
            self.avisos += self._avisos_de(columna, celdas)
            columna.valores = list(self._leidos(columna, celdas))
        return columnas

    # ------------------------------------------------------------ qué columnas
    def _pedidas(self, pedidas: object) -> Iterator[ColumnaDeFilas]:
        """Columnas que se piden: las sueltas y las de cada grupo de un corte."""
        if not isinstance(pedidas, Mapping):
            raise error_de_argumento("columnas", "columna_de_cada_dato", pedidas)
        sueltas = dict(pedidas)
        # Sólo va en grupos lo que es de un corte; en los demás, es un dato que no existe.
        clave = self._forma.tema.filas.por_corte
        grupos = sueltas.pop(clave, None) if clave else None
        yield from self._columnas(sueltas.items(), "columnas")
        if not isinstance(grupos, list | tuple | None):
            self._fallar(f"columnas.{clave}", "lista_de_grupos", grupos)
            return
        for numero, grupo in enumerate(grupos or ()):
            ruta = f"columnas.{clave}[{numero}]"
            if not isinstance(grupo, Mapping):
                self._fallar(ruta, "grupo_de_corte", grupo)
                continue
            del_grupo = dict(grupo)
            corte = leer_corte(del_grupo.pop("corte", None))
            if not isinstance(corte, date):
                self._fallar(f"{ruta}.corte", "fecha", corte)
            for columna in self._columnas(del_grupo.items(), ruta, f"{self._forma.de_corte}."):
                yield attrs.evolve(columna, grupo=numero + 1, corte=corte)

    def _columnas(
        self, pedidas: Iterable[tuple[object, Any]], ruta: str, antes: str = ""
    ) -> Iterator[ColumnaDeFilas]:
        """Columnas de unos datos; es una falla que dos nombren el mismo.

        Con sus códigos: ``("seguimiento.estado", {"columna": "EST", "valores": {"H": …}})``.
        """
        nombradas: dict[str, Any] = {}
        for pedido, columna in pedidas:
            if not isinstance(pedido, str):
                self._fallar(ruta, "clave_de_texto", pedido)
                continue
            dato = self._forma.la_que_es(antes + pedido)
            if dato in nombradas:
                motivo = f"{mostrar(nombradas[dato])} y {mostrar(columna)} son el mismo dato"
                anotado = {"llego": columna, "antes": nombradas[dato]}
                self.fallas.append(Falla("dato_repetido", ruta, motivo, datos=anotado))
            nombradas[dato] = columna
            if not self._forma.admite(dato):
                self.fallas.append(dato_desconocido(dato, ruta, self._forma))
            match columna:
                case str():
                    yield ColumnaDeFilas(dato, columna)
                case {"columna": str(nombre), "valores": {**dichos}, **otras} if (
                    nombre and not otras
                ):
                    codigos = {_codigo(codigo): valor for codigo, valor in dichos.items()}
                    yield ColumnaDeFilas(dato, nombre, codigos=codigos)
                case Mapping():
                    self._fallar(f"{ruta}.{dato}", "columna_con_valores", columna.get("columna"))
                case _:
                    self._fallar(f"{ruta}.{dato}", "nombre_de_columna", columna)

    def _comprobar_que_estan(self, usadas: Iterable[str]) -> None:
        """Anota las columnas pedidas que ninguna fila trae."""
        for nombre in usadas if self._filas.filas else ():
            if not self._filas.trae(nombre):
                hay = sorted(nombres_de_datos(self._filas.filas[0]))
                cercano = el_mas_cercano(nombre, hay, cutoff=0)
                pista = "" if cercano is None else f"; la más parecida es {cercano!r}"
                motivo = f"ninguna trae la columna {mostrar(nombre)}{pista}"
                donde, anotado = Posicion(columna=nombre), {"llego": nombre, "parecido": cercano}
                self.fallas.append(Falla("columna_no_hallada", "filas", motivo, donde, anotado))

    def _fallar(self, ruta: str, esperado: str, llego: object) -> None:
        self.fallas.append(falla_de_argumento(ruta, esperado, llego))

    # ------------------------------------------------------------ qué dice cada celda
    def _leidos(self, columna: ColumnaDeFilas, celdas: Sequence[Any]) -> Iterator[Any]:
        """Lo que dice cada celda de una columna; ``None``, y su falla, lo que no cabe en una."""
        leer, clase = lector_de(columna.dato, self._forma), clase_de(columna.dato, self._forma)
        for celda, lugar in zip(celdas, self._filas.lugares, strict=True):
            valor = celda
            if celda is None:
                yield None
                continue
            if columna.codigos:
                valor = columna.codigos.get(_codigo(celda), celda)
            elif (clase is date and type(celda) is str) or tiene_zona(celda):
                valor = self._reloj.dia(celda, f"filas{columna.lugar}")
            if type(valor) is not str and not cabe_en_una_celda(valor):
                self.fallas += _fallas_de_lo_que_no_cabe(valor, lugar + columna.lugar)
                valor = None
            yield None if valor is None else leer(valor)

    def _avisos_de(self, columna: ColumnaDeFilas, celdas: Sequence[Any]) -> Iterator[Aviso]:
        """Avisos de lo que las celdas de una columna traen y quizá no era."""
        ruta = f"filas{columna.lugar}"
        if CATALOGO.es_codigo(columna.dato):
            yield from _aviso_de_codigos(ruta, celdas)
        if not columna.codigos:
            yield from avisos_de_programa(ruta, zip(self._filas.lugares, celdas, strict=True))
        es_de_numeros = clase_de(columna.dato, self._forma) is Decimal
        # Las nuestras no separan los miles.
        if es_de_numeros and not es_abierta(self._filas.columnas, self._forma):
            yield from _avisos_de_numeros(ruta, celdas)


@functools.lru_cache(maxsize=8)
def _por_rotulo(forma: FormaDeFilas) -> Mapping[str, str]:
    """Dato de cada rótulo con que va en una hoja de datos, en plano; ninguno se repite."""
    return {en_plano(forma.campo(clave).largo): clave for clave in forma.claves}


def _codigo(valor: Any) -> str:
    """Código como se escribe en la clave de un mapa: ``1`` o ``H``."""
    return str(texto_que_llega(valor)).strip()


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
