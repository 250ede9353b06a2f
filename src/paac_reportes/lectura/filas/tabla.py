"""Un plan de una tabla de datos.

``plan_de_filas`` da a cada fila su lugar en el plan por lo que dicen sus columnas; ``columnas_de``
dice cuál trae cada dato, y cuáles son los grupos de un corte.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.armado import (
    Armado,
    Camino,
    Dato,
    FilaLeida,
    camino_de,
    como_datos,
    plan_armado,
)
from paac_reportes.lectura.filas.fuentes import FilaDeFuente, filas_leidas
from paac_reportes.lectura.filas.valores import (
    CORTE,
    DE_SEGUIMIENTO,
    DEL_PLAN,
    datos_desconocidos,
    leer_corte,
)
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import LISTAS_DE_FILAS, FormaDeFilas

_IDENTIDAD = {
    "dependencias": ("dependencia.nombre",),
    "componentes": ("componente.numero", "componente.nombre"),
    "subcomponentes": ("subcomponente.nombre",),
}
"""Los datos por los que dos filas son del mismo; los demás tienen que coincidir."""

GRUPOS = "seguimientos"
"""La clave de ``columnas`` con los grupos de columnas que son de un corte cada uno."""


@clases.frozen
class Columnas:
    """Las columnas de unas filas: dato → nombre de su columna."""

    propias: dict[str, str]
    por_corte: tuple[tuple[date, dict[str, str]], ...] = ()
    """Los grupos: su corte, y sus columnas por el dato que traen."""


def plan_de_filas(
    filas: object, columnas: object, corte: date | None, otras: Mapping[str, Any]
) -> tuple[Plan, tuple[Aviso, ...]]:
    """El plan de unas filas y lo que conviene revisar.

    ``otras`` son las claves del plan que no salen de las filas; si son las mismas, mandan ellas.
    ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    de_la_tabla = filas_leidas(filas)
    avisos: list[Aviso] = []
    halladas = columnas_de(columnas, de_la_tabla, avisos)
    avisos += codigos_con_decimales(halladas.propias.get("actividad.codigo"), de_la_tabla)
    armado = Armado()
    for fila in _Lector(halladas, corte, armado.fallas).leidas(de_la_tabla):
        armado.raiz.hijo("entidad", "", fila.lugar)
        armado.agregar(fila)
    return plan_armado(armado, otras)[0], tuple(avisos)


class _Lector:
    """Da a cada fila su lugar en el plan."""

    def __init__(self, columnas: Columnas, corte: date | None, fallas: list[Falla]) -> None:
        self._columnas = columnas
        self._corte = corte
        self._fallas = fallas
        self._por_dependencias = False
        self._veces: Counter[tuple[str, str]] = Counter()

    def leidas(self, filas: Sequence[FilaDeFuente]) -> Iterator[FilaLeida]:
        """Las que dicen algo; la que no dice nada no es de nadie."""
        nombran = [c for d, c in self._columnas.propias.items() if d.startswith("dependencia.")]
        self._por_dependencias = any(f(columna) is not None for columna in nombran for f in filas)
        for fila in filas:
            datos = list(self._datos(self._columnas.propias, fila))
            reportes = list(self._reportes(datos, fila))
            if reportes or any(dato.objeto != "entidad" for dato in datos):
                yield FilaLeida(fila.lugar, self._camino(datos, fila), datos, reportes)

    def _datos(self, columnas: Mapping[str, str], fila: FilaDeFuente) -> Iterator[Dato]:
        """Lo que la fila dice en unas columnas."""
        celdas = (Dato(d, fila(columna), fila.lugar_de(columna)) for d, columna in columnas.items())
        return como_datos(celdas, self._fallas)

    def _reportes(self, datos: Sequence[Dato], fila: FilaDeFuente) -> Iterator[list[Dato]]:
        """El de las columnas que no son de un corte, y los de cada grupo que dice algo."""
        suyo = _del_seguimiento(datos)
        if any(dato.nombre == CORTE for dato in suyo):
            yield suyo
        elif suyo:
            corte = [] if self._corte is None else [Dato(CORTE, self._corte, fila.lugar)]
            yield [*suyo, *corte]
        for corte_del_grupo, columnas in self._columnas.por_corte:
            if suyo := list(self._datos(columnas, fila)):
                yield [Dato(CORTE, corte_del_grupo, fila.lugar), *suyo]

    def _camino(self, datos: Sequence[Dato], fila: FilaDeFuente) -> Camino | None:
        """Las listas por las que se llega a lo de la fila, y cuál es en cada una."""
        valores = {dato.nombre: dato.valor for dato in datos}
        lista = self._lista(datos, valores, fila)
        ruta = valores.get("ruta")
        if ruta is not None:
            camino = camino_de(ruta)
            if camino is None:
                esperado = "un lugar como componentes[0].tramites[1]"
                self._fallar(fila, "ruta", f"se esperaba {esperado}, llegó {mostrar(ruta)}")
            return camino
        pasos = ["dependencias"] if self._por_dependencias else []
        pasos.append("componentes")
        if lista == "actividades" or "subcomponente.nombre" in valores:
            pasos.append("subcomponentes")
        camino = [(paso, repr([valores.get(d) for d in _IDENTIDAD[paso]])) for paso in pasos]
        if lista is not None:
            camino.append((lista, self._cual(camino, lista, datos, valores)))
        return camino

    def _lista(
        self, datos: Sequence[Dato], valores: Mapping[str, Any], fila: FilaDeFuente
    ) -> str | None:
        """En qué lista va lo que la fila trae; ninguna si sólo nombra a quien la contendría."""
        dicha = valores.get("lista")
        if dicha is not None:
            if isinstance(dicha, str) and dicha in LISTAS_DE_FILAS:
                return dicha
            esperado = "actividades, tramites o intercambios"
            self._fallar(fila, "lista", f"se esperaba {esperado}, llegó {mostrar(dicha)}")
            return None
        de_tramite = next((d.nombre for d in datos if d.objeto == "tramite"), None)
        de_actividad = next((d.nombre for d in datos if d.objeto == "actividad"), None)
        if de_tramite and de_actividad:
            motivo = f"trae {de_actividad} y {de_tramite}: una fila es de una actividad o de"
            self._fallas.append(Falla("datos_incoherentes", fila.lugar, f"{motivo} un trámite"))
            return None
        return "tramites" if de_tramite else "actividades" if de_actividad else None

    def _cual(
        self, camino: Camino, lista: str, datos: Sequence[Dato], valores: Mapping[str, Any]
    ) -> str:
        """La clave de una fila: la primera de los mismos datos que aún no reporta ese corte.

        Dos sin corte nunca son la misma: repetida, una actividad está dos veces.
        """
        corte = valores.get(CORTE) or (self._corte if _del_seguimiento(datos) else None)
        objeto = LISTAS_DE_FILAS[lista]
        suyos = {dato.nombre: dato.valor for dato in datos if dato.objeto == objeto}
        suya = repr((camino, lista, suyos, corte is None))
        self._veces[suya, repr(corte)] += 1
        return f"{suya} {self._veces[suya, repr(corte)]}"

    def _fallar(self, fila: FilaDeFuente, dato: str, motivo: str) -> None:
        self._fallas.append(
            Falla("dato_invalido", fila.lugar_de(self._columnas.propias[dato]), motivo)
        )


def _del_seguimiento(datos: Sequence[Dato]) -> list[Dato]:
    """Los del que dicen las columnas que no son de un corte; un cero no es un corte."""
    suyos = (dato for dato in datos if dato.objeto == "seguimiento")
    return [dato for dato in suyos if dato.valor or dato.nombre != CORTE]


def codigos_con_decimales(columna: str | None, filas: Sequence[FilaDeFuente]) -> list[Aviso]:
    """Un código que llegó como número con decimales: ``1.10`` ya perdió su cero."""
    valores = [] if columna is None else [fila(columna) for fila in filas]
    decimales = (valor for valor in valores if isinstance(valor, Decimal))
    cuantos = sum(1 for valor in decimales if valor != valor.to_integral_value())
    if not cuantos:
        return []
    motivo = (
        f"{cuantos} de los códigos llegaron como número: 1.1 y 1.10 no se distinguen; pídalos"
        " como texto"
    )
    return [Aviso("codigo_como_numero", f"filas, columna {columna!r}", motivo)]


def columnas_de(
    pedidas: object,
    filas: Sequence[FilaDeFuente],
    avisos: list[Aviso],
    forma: FormaDeFilas = DEL_PLAN,
) -> Columnas:
    """Las que pide quien llama o, si no dice, las que se llaman como los datos de ``filas_de``.

    ``ErrorDeEntrada`` con todo dato que no existe y toda columna que ninguna fila trae.
    """
    hay = list(dict.fromkeys(columna for fila in filas for columna in fila.columnas))
    if pedidas is None:
        columnas = Columnas({columna: columna for columna in hay})
        fallas = list(datos_desconocidos(columnas.propias, "filas", forma))
    else:
        fallas = []
        columnas = _pedidas(pedidas, fallas, forma)
        fallas += _que_no_estan(columnas, filas)
        avisos += _sobrantes(columnas, filas, forma)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return columnas


def _pedidas(pedidas: object, fallas: list[Falla], forma: FormaDeFilas) -> Columnas:
    if not isinstance(pedidas, Mapping):
        motivo = f"se esperaba {{dato: columna}}, llegó {mostrar(pedidas)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "columnas", motivo))
    propias = _de_texto(pedidas, "columnas", fallas)
    # Sólo va en grupos lo que es de un corte; en los demás, es un dato que no existe.
    grupos = propias.pop(GRUPOS, None) if forma.tema.filas.por_corte else None
    grupos = () if grupos is None else grupos
    fallas += datos_desconocidos(propias, "columnas", forma)
    fallas += _sin_nombre(propias, "columnas")
    if not isinstance(grupos, list | tuple):
        fallas.append(
            Falla(
                "argumento_invalido",
                f"columnas.{GRUPOS}",
                f"se esperaba una lista de grupos, llegó {mostrar(grupos)}",
            )
        )
        grupos = ()
    leidos = [_grupo(uno, f"columnas.{GRUPOS}[{n}]", fallas) for n, uno in enumerate(grupos)]
    return Columnas(propias, tuple(grupo for grupo in leidos if grupo is not None))


def _grupo(grupo: object, ruta: str, fallas: list[Falla]) -> tuple[date, dict[str, str]] | None:
    if not isinstance(grupo, Mapping):
        motivo = f"se esperaba {{'corte': fecha, campo: columna}}, llegó {mostrar(grupo)}"
        fallas.append(Falla("argumento_invalido", ruta, motivo))
        return None
    antes = len(fallas)
    leidas = _de_texto(grupo, ruta, fallas)
    corte = leer_corte(leidas.pop("corte", None))
    if not isinstance(corte, date):
        motivo = f"se esperaba una fecha AAAA-MM-DD, llegó {mostrar(corte)}"
        fallas.append(Falla("argumento_invalido", f"{ruta}.corte", motivo))
    suyas = {f"{DE_SEGUIMIENTO}{c}": nombre for c, nombre in leidas.items()}
    fallas += datos_desconocidos(suyas, ruta)
    fallas += _sin_nombre(suyas, ruta)
    return (corte, suyas) if isinstance(corte, date) and len(fallas) == antes else None


def _de_texto(tabla: Mapping[Any, Any], ruta: str, fallas: list[Falla]) -> dict[str, Any]:
    """Sus claves, que han de ser textos."""
    raras = [clave for clave in tabla if not isinstance(clave, str)]
    fallas += [
        Falla("argumento_invalido", ruta, f"se esperaba una clave de texto, llegó {mostrar(c)}")
        for c in raras
    ]
    return {clave: valor for clave, valor in tabla.items() if isinstance(clave, str)}


def _sin_nombre(columnas: Mapping[str, Any], ruta: str) -> Iterator[Falla]:
    for dato, nombre in columnas.items():
        if not isinstance(nombre, str):
            motivo = f"se esperaba el nombre de una columna, llegó {mostrar(nombre)}"
            yield Falla("argumento_invalido", f"{ruta}.{dato}", motivo)


def _nombradas(columnas: Columnas) -> list[str]:
    grupos = (nombre for _, suyas in columnas.por_corte for nombre in suyas.values())
    return [n for n in (*columnas.propias.values(), *grupos) if isinstance(n, str)]


def _que_no_estan(columnas: Columnas, filas: Sequence[FilaDeFuente]) -> Iterator[Falla]:
    for nombre in dict.fromkeys(_nombradas(columnas) if filas else ()):
        if not any(fila.trae(nombre) for fila in filas):
            cercano = get_close_matches(nombre, filas[0].nombres, n=1, cutoff=0)
            pista = f"; la más parecida es {cercano[0]!r}" if cercano else ""
            yield Falla(
                "columna_no_hallada", "filas", f"ninguna trae la columna {mostrar(nombre)}{pista}"
            )


def _sobrantes(
    columnas: Columnas, filas: Sequence[FilaDeFuente], forma: FormaDeFilas
) -> Iterator[Aviso]:
    usadas = set(_nombradas(columnas))
    sobran = dict.fromkeys(c for fila in filas for c in fila.columnas if c not in usadas)
    if sobran:
        lista = ", ".join(map(mostrar, sobran))
        yield Aviso("dato_sobrante", "filas", f"ningún dato {forma.tema.de} sale de {lista}")
