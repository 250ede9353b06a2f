"""La columna que es todas las que traigan las filas: cada dato, con su rótulo y en su orden."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura.filas_ajenas import (
    crudo,
    nombres_de_datos,
    que_escribir,
    trae_mas_que_datos,
    valor_de_celda_ajena,
)
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.columnas import TODAS, Columna, datos_de_columna
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.grupos import agrupadas
from paac_reportes.maqueta.nodos import COLUMNAS_MAXIMAS
from paac_reportes.textos.columnas_ajenas import Nombradas
from paac_reportes.textos.frases import con_mayuscula
from paac_reportes.textos.limpieza import texto_limpio
from paac_reportes.textos.valores import cantidad_de


def con_todas(
    tablas: Mapping[str, TablaDeFormato],
    nombradas: Nombradas,
    ruta: str,
) -> tuple[dict[str, TablaDeFormato], list[Aviso]]:
    """Las tablas cuya columna era «todas», con una por dato; y los avisos de sus nombres.

    ``ErrorDeEntrada`` si no hay ningún dato, o si son más de los que caben en una tabla.
    """
    con_todo = {n: t for n, t in tablas.items() if any(c.dato == TODAS for c in t.columnas)}
    if not con_todo:
        return {}, []
    _comprobar_que_son_datos(nombradas.filas, ruta)
    avisos: list[Aviso] = []
    rotulos = _rotulos_de(nombradas, avisos, ruta)
    columnas = {
        nombre: tuple(_columnas(tabla, rotulos, nombradas, ruta))
        for nombre, tabla in con_todo.items()
    }
    cuantas = max(map(len, columnas.values()))
    if cuantas > COLUMNAS_MAXIMAS:
        motivo = f"traen {cuantas} datos, y una tabla tiene a lo más {COLUMNAS_MAXIMAS} columnas"
        raise ErrorDeEntrada(Falla("no_cabe", ruta, f"{motivo}; diga cuáles van"))
    if not all(columnas.values()):
        motivo = "sin ningún dato no se sabe qué columnas hay; diga cuáles van, o al menos una fila"
        raise ErrorDeEntrada(Falla("argumento_invalido", ruta, motivo))
    return {n: attrs.evolve(tabla, columnas=columnas[n]) for n, tabla in con_todo.items()}, avisos


def _comprobar_que_son_datos(filas: Sequence[Any], ruta: str) -> None:
    """``ErrorDeEntrada`` si de una fila no se sabe cuáles de sus atributos son columnas."""
    una_por_clase = {type(fila): fila for fila in filas}.values()
    for fila in filter(trae_mas_que_datos, una_por_clase):
        ejemplo = "'atributo': 'Rótulo'"
        motivo = f"una fila {que_escribir(fila, ejemplo)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", ruta, motivo))


def _columnas(
    tabla: TablaDeFormato, rotulos: Mapping[str, Sequence[str]], nombradas: Nombradas, ruta: str
) -> Iterator[Columna]:
    """Las columnas de la tabla; donde dice todas, una por cada dato que ninguna otra muestra."""
    mostrados = {dato for columna in tabla.columnas for dato in datos_de_columna(columna)}
    ya_hay = False
    for columna in tabla.columnas:
        if columna.dato != TODAS:
            ya_hay = True
            yield columna
            continue
        for nombre, pisos in rotulos.items():
            if f"{FILA_LIBRE}.{nombre}" not in mostrados:
                yield _columna_de_dato(columna, nombre, pisos, nombradas, ruta, primera=not ya_hay)
                ya_hay = True


def _columna_de_dato(  # noqa: PLR0913 - lo que hace falta para una columna
    columna: Columna,
    nombre: str,
    pisos: Sequence[str],
    nombradas: Nombradas,
    ruta: str,
    *,
    primera: bool,
) -> Columna:
    """La columna de un dato; si trae algún número y no es la primera ni del índice, se resume.

    ``pisos`` son sus rótulos, de arriba abajo. De un índice de varios niveles, los de afuera se
    dicen una vez.
    """
    rotulo = [piso for parte in columna.rotulo for piso in (pisos if parte == "*" else [parte])]
    del_dato = attrs.evolve(columna, dato=(f"{FILA_LIBRE}.{nombre}",), rotulo=tuple(rotulo))
    etiquetas = nombradas.etiquetas
    if nombre in etiquetas[:-1] and columna.une == "nunca":
        del_dato = attrs.evolve(del_dato, une="iguales")
    no_se_resume = primera or nombre in etiquetas
    if not no_se_resume and any(
        cantidad_de(valor_de_celda_ajena(crudo(f, nombre, ruta))) is not None
        for f in nombradas.filas
    ):
        return del_dato
    cuentan = () if no_se_resume else tuple(parte for parte in del_dato.total if parte == "cuenta")
    return attrs.evolve(del_dato, total=cuentan, barra=False)


def _rotulos_de(nombradas: Nombradas, avisos: list[Aviso], ruta: str) -> dict[str, list[str]]:
    """Rótulos de cada dato, de arriba abajo: ``fecha_de_firma`` es «Fecha de firma».

    Los que así se llamarían igual, ``Valor`` y ``valor``, van como llegaron: son de dos columnas, y
    un solo rótulo las reuniría. Una llave no es de plantilla.
    """
    nombres = (nombre for fila in nombradas.filas for nombre in nombres_de_datos(fila))
    pisos_de = {
        nombre: [
            texto_limpio(piso, f"{ruta}, columna {nombre!r}", avisos)
            for piso in nombradas.niveles.get(nombre, (nombre,))
        ]
        for nombre in dict.fromkeys(nombres)
    }
    distintos = dict.fromkeys(piso for pisos in pisos_de.values() for piso in pisos)
    rotulos = {
        piso: (rotulo if len(iguales) == 1 else piso).replace("{", "{{ '{' }}")
        for rotulo, iguales in agrupadas((_en_frase(piso), piso) for piso in distintos).items()
        for piso in iguales
    }
    return {nombre: [rotulos[piso] for piso in pisos] for nombre, pisos in pisos_de.items()}


def _en_frase(nombre: str) -> str:
    return con_mayuscula(nombre.replace("_", " ").strip() or nombre)
