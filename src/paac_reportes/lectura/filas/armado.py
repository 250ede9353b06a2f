"""De las filas leídas a los datos de un plan: cuáles son de lo mismo, y de dónde sale cada dato."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.archivos import plan_de
from paac_reportes.lectura.filas.columnas import (
    CORTE,
    Columnas,
    FilaLeida,
    columnas_de,
    es_de_celda,
    filas_leidas,
    leer,
)
from paac_reportes.modelo import Plan

# ------------------------------------------------------------------ nodos
# Un plan a medio armar: sus objetos, y de qué fila y columna salió cada dato.

Valores = dict[str, Any]


@attrs.define(eq=False)
class Nodo:
    """Un objeto del plan por armar: sus datos, de dónde salió cada uno y sus listas."""

    lugar: str
    datos: Valores = attrs.Factory(dict)
    origenes: dict[str, str] = attrs.Factory(dict)
    """Por dato, la fila y la columna."""
    listas: dict[str, dict[str, "Nodo"]] = attrs.Factory(dict)
    reportes: dict[str, "Nodo"] = attrs.Factory(dict)
    """Los seguimientos, por su corte."""

    def hijo(self, lista: str, clave: str, lugar: str) -> "Nodo":
        """El de esa clave en esa lista; si no está, uno nuevo."""
        return self.listas.setdefault(lista, {}).setdefault(clave, Nodo(lugar))


def datos_y_origenes(raiz: Nodo) -> tuple[Valores, dict[str, str]]:
    """Los datos del plan como diccionario y, por ruta, la fila y la columna de donde salieron."""
    origenes: dict[str, str] = {}
    return _datos(raiz, "", origenes), origenes


def _datos(nodo: Nodo, ruta: str, origenes: dict[str, str]) -> Valores:
    origenes[ruta] = nodo.lugar
    origenes |= {unir_ruta(ruta, campo): lugar for campo, lugar in nodo.origenes.items()}
    datos = _anidados(nodo.datos)
    for lista, hijos in nodo.listas.items():
        if lista == "entidad":
            datos[lista] = _datos(hijos[""], lista, origenes)
            continue
        datos[lista] = [
            _datos(hijo, f"{unir_ruta(ruta, lista)}[{numero}]", origenes)
            for numero, hijo in enumerate(hijos.values())
        ]
    if nodo.reportes:
        datos["seguimientos"] = [
            _datos(reporte, f"{unir_ruta(ruta, 'seguimientos')}[{numero}]", origenes)
            for numero, reporte in enumerate(nodo.reportes.values())
        ]
    return datos


def _anidados(planos: Valores) -> Valores:
    """``{"verificacion.nota": …}`` como ``{"verificacion": {"nota": …}}``."""
    datos: Valores = {}
    for clave, valor in planos.items():
        *antes, ultimo = clave.split(".")
        destino = datos
        for paso in antes:
            destino = destino.setdefault(paso, {})
        destino[ultimo] = valor
    return datos


def en_su_fila(fallas: Sequence[Falla], origenes: Mapping[str, str]) -> Iterator[Falla]:
    """Las mismas fallas, con la fila y la columna en lugar de la ruta dentro del plan."""
    for falla in fallas:
        ruta = falla.ruta
        while ruta and not origenes.get(ruta):
            ruta = re.sub(r"(?:\.?[^.\[\]]+|\[\d+\])\Z", "", ruta)
        resto = falla.ruta[len(ruta) :].lstrip(".")
        donde = origenes.get(ruta, "")
        yield Falla(": ".join(filter(None, (donde, resto))), falla.mensaje)


# ------------------------------------------------------------------ armado

_IDENTIDAD = {
    "dependencia": ("nombre",),
    "componente": ("numero", "nombre"),
    "subcomponente": ("nombre",),
}
"""Los datos por los que dos filas son del mismo; los demás tienen que coincidir."""

_LISTAS = {
    "dependencias": "dependencia",
    "componentes": "componente",
    "subcomponentes": "subcomponente",
    "actividades": "actividad",
    "tramites": "tramite",
    "intercambios": "tramite",
}
"""De qué es cada lista."""

_RUTA = re.compile(
    r"(?:dependencias\[\d+\]|(?:dependencias\[\d+\]\.)?componentes\[\d+\]"
    r"(?:\.subcomponentes\[\d+\](?:\.actividades\[\d+\])?|\.(?:tramites|intercambios)\[\d+\])?)"
)
_PASO = re.compile(r"([a-z]+)\[(\d+)\]")


class Armado:
    """Pone cada fila en su sitio y recuerda de dónde salió todo."""

    def __init__(self, filas: Sequence[FilaLeida], columnas: Columnas, corte: date | None) -> None:
        self._columnas = columnas
        self._corte = corte
        de_dependencia = columnas.de_raiz("dependencia")
        self._por_dependencias = any(
            fila(columna) is not None for columna in de_dependencia for fila in filas
        )
        self.raiz = Nodo("")
        self.fallas: list[Falla] = []
        self._veces: Counter[tuple[str, str]] = Counter()
        for fila in filas:
            self._agregar(fila)

    def _agregar(self, fila: FilaLeida) -> None:
        """Pone una fila; la que no dice nada no es de nadie."""
        valores = self._valores(self._columnas.propias, fila)
        grupos = [
            {CORTE: corte, **self._valores(suyas, fila)}
            for corte, suyas in self._columnas.por_corte
        ]
        propios = {d: v for d, v in valores.items() if not d.startswith("entidad.")}
        if all(v is None for v in propios.values()) and not any(map(_dice_algo, grupos)):
            return
        self._de_todo_el_plan(valores, fila)
        lista = self._lista(valores, fila)
        camino = self._camino(valores, fila, lista)
        if camino is None or self._sobra(valores, fila, camino):
            return
        nodo = self.raiz
        for nombre, clave in camino:
            nodo = nodo.hijo(nombre, clave, fila.lugar)
            self._completar(nodo, _LISTAS[nombre], valores, fila)
        self._reportar(nodo, lista, [valores, *grupos], fila)

    def _valores(self, columnas: Mapping[str, str], fila: FilaLeida) -> Valores:
        """Lo que la fila dice, por dato; lo que no cabe en una celda es una falla."""
        valores: Valores = {}
        for dato, columna in columnas.items():
            crudo = fila(columna)
            if crudo is None:
                continue
            if es_de_celda(crudo):
                valores[dato] = leer(dato, crudo)
            else:
                motivo = f"se esperaba un texto, un número o una fecha, llegó {mostrar(crudo)}"
                self.fallas.append(Falla(fila.lugar_de(columna), motivo))
        return valores

    def _de_todo_el_plan(self, valores: Valores, fila: FilaLeida) -> None:
        entidad = self.raiz.hijo("entidad", "", fila.lugar)
        self._completar(entidad, "entidad", valores, fila)
        self._completar(self.raiz, "", {"vigencia": valores.get("vigencia")}, fila)

    def _lista(self, valores: Valores, fila: FilaLeida) -> str | None:
        """En qué lista va lo que la fila trae; ninguna si sólo nombra a quien la contendría."""
        dicha = valores.get("lista")
        if dicha is not None:
            if dicha in ("actividades", "tramites", "intercambios"):
                return str(dicha)
            self._fallar(
                fila,
                "lista",
                f"se esperaba actividades, tramites o intercambios, llegó {mostrar(dicha)}",
            )
            return None
        de_tramite = [d for d, v in valores.items() if d.startswith("tramite.") and v is not None]
        de_actividad = [
            d for d, v in valores.items() if d.startswith("actividad.") and v is not None
        ]
        if de_tramite and de_actividad:
            motivo = f"trae {de_actividad[0]} y {de_tramite[0]}: una fila es de una actividad o de"
            self.fallas.append(Falla(fila.lugar, f"{motivo} un trámite"))
            return None
        return "tramites" if de_tramite else "actividades" if de_actividad else None

    def _camino(
        self, valores: Valores, fila: FilaLeida, lista: str | None
    ) -> list[tuple[str, str]] | None:
        """Las listas por las que se llega a lo de la fila, y la clave de cada paso."""
        ruta = valores.get("ruta")
        if ruta is not None:
            if isinstance(ruta, str) and _RUTA.fullmatch(ruta):
                return _PASO.findall(ruta)
            motivo = f"se esperaba un lugar como componentes[0].tramites[1], llegó {mostrar(ruta)}"
            self._fallar(fila, "ruta", motivo)
            return None
        pasos = ["dependencias"] if self._por_dependencias else []
        pasos.append("componentes")
        if lista == "actividades" or valores.get("subcomponente.nombre") is not None:
            pasos.append("subcomponentes")
        camino = [(paso, repr(_identidad(_LISTAS[paso], valores))) for paso in pasos]
        if lista is not None:
            camino.append((lista, self._cual(camino, lista, valores)))
        return camino

    def _sobra(self, valores: Valores, fila: FilaLeida, camino: list[tuple[str, str]]) -> bool:
        """Si la fila trae datos de quien no está en su camino: se perderían."""
        suyos = {_LISTAS[paso] for paso, _ in camino}
        for raiz in dict.fromkeys(_LISTAS.values()):
            if raiz in suyos:
                continue
            de_otro = [d for d, v in valores.items() if d.startswith(f"{raiz}.") and v is not None]
            if de_otro:
                donde = "".join(f".{paso}" for paso, _ in camino).lstrip(".")
                self._fallar(fila, de_otro[0], f"una fila de {donde} no lleva {de_otro[0]}")
                return True
        return False

    def _cual(self, camino: list[tuple[str, str]], lista: str, valores: Valores) -> str:
        """La clave de una fila: la primera de los mismos datos que aún no reporta ese corte.

        Dos sin corte nunca son la misma: repetida, una actividad está dos veces.
        """
        corte = valores.get(CORTE) or (self._corte if _dice_algo(valores) else None)
        suya = repr((camino, lista, _de_raiz(_LISTAS[lista], valores), corte is None))
        self._veces[suya, repr(corte)] += 1
        return f"{suya} {self._veces[suya, repr(corte)]}"

    def _completar(
        self,
        nodo: Nodo,
        raiz: str,
        valores: Valores,
        fila: FilaLeida,
        columnas: Mapping[str, str] | None = None,
    ) -> None:
        """Los datos de la fila que son del nodo; los que ya tenía tienen que ser los mismos."""
        for campo, valor in _de_raiz(raiz, valores).items() if raiz else valores.items():
            if valor is None:
                continue
            dato = f"{raiz}.{campo}" if raiz else campo
            if campo not in nodo.datos:
                nodo.datos[campo] = valor
                nodo.origenes[campo] = self._lugar(fila, dato, columnas)
            elif nodo.datos[campo] != valor:
                antes = nodo.origenes[campo]
                motivo = f"dice {mostrar(valor)}, y {antes} dice {mostrar(nodo.datos[campo])}"
                self.fallas.append(Falla(self._lugar(fila, dato, columnas), motivo))

    def _reportar(
        self, nodo: Nodo, lista: str | None, grupos: Sequence[Valores], fila: FilaLeida
    ) -> None:
        de_cada = (self._columnas.propias, *(suyas for _, suyas in self._columnas.por_corte))
        for valores, columnas in zip(grupos, de_cada, strict=True):
            if not _dice_algo(valores) and (valores.get(CORTE) is None or valores is not grupos[0]):
                continue
            if lista is None:
                self.fallas.append(
                    Falla(fila.lugar, "trae un seguimiento y no dice de qué actividad o trámite")
                )
                return
            corte = valores.get(CORTE) or self._corte
            if corte is None:
                motivo = "trae un seguimiento sin corte; se esperaba su columna, o el argumento"
                self.fallas.append(Falla(fila.lugar, f"{motivo} corte"))
                continue
            # Uno que no es fecha lo dice la lectura del plan, con su columna.
            clave = repr(corte)
            if clave in nodo.reportes:
                motivo = f"ya hay otro seguimiento con corte {mostrar(corte)} de la misma fila"
                self.fallas.append(Falla(fila.lugar, motivo))
                continue
            reporte = nodo.reportes[clave] = Nodo(fila.lugar)
            self._completar(reporte, "seguimiento", {**valores, CORTE: corte}, fila, columnas)

    def _fallar(self, fila: FilaLeida, dato: str, motivo: str) -> None:
        self.fallas.append(Falla(self._lugar(fila, dato), motivo))

    def _lugar(self, fila: FilaLeida, dato: str, columnas: Mapping[str, str] | None = None) -> str:
        """El de un dato; de un grupo de columnas, el de la suya."""
        columna = (self._columnas.propias if columnas is None else columnas).get(dato)
        return fila.lugar_de(columna) if columna else fila.lugar


def _identidad(raiz: str, valores: Valores) -> tuple[Any, ...]:
    return tuple(valores.get(f"{raiz}.{campo}") for campo in _IDENTIDAD[raiz])


def _de_raiz(raiz: str, valores: Valores) -> Valores:
    """Los datos de un objeto, por su campo."""
    suyo = f"{raiz}."
    return {
        clave.removeprefix(suyo): valor
        for clave, valor in valores.items()
        if clave.startswith(suyo)
    }


def _dice_algo(valores: Mapping[str, Any]) -> bool:
    """Si hay un seguimiento: algo más que su corte."""
    return any(
        valor is not None and dato.startswith("seguimiento.") and dato != CORTE
        for dato, valor in valores.items()
    )


# ------------------------------------------------------------------ plan
# El plan de unas filas, y qué conviene revisar de cómo llegaron.


def plan_de_filas(
    filas: object, columnas: object, corte: date | None, otras: Mapping[str, Any]
) -> tuple[Plan, tuple[Aviso, ...]]:
    """El plan de unas filas y lo que conviene revisar.

    ``otras`` son las claves del plan que no salen de las filas; si son las mismas, mandan ellas.
    ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    leidas = filas_leidas(filas)
    avisos: list[Aviso] = []
    puestas = columnas_de(columnas, leidas, avisos)
    armado = Armado(leidas, puestas, corte)
    avisos += _codigos_con_decimales(puestas, leidas)
    datos, origenes = datos_y_origenes(armado.raiz)
    try:
        plan = plan_de({**datos, **otras})
    except ErrorDeEntrada as error:
        fallas = en_su_fila(error.fallas, origenes)
        raise ErrorDeEntrada((*armado.fallas, *fallas)) from None
    if armado.fallas:
        raise ErrorDeEntrada(armado.fallas)
    return plan, tuple(avisos)


def _codigos_con_decimales(columnas: Columnas, filas: list[FilaLeida]) -> list[Aviso]:
    """Un código que llegó como número con decimales: ``1.10`` ya perdió su cero."""
    columna = columnas.propias.get("actividad.codigo")
    if columna is None:
        return []
    cuantos = sum(
        1
        for fila in filas
        if isinstance(valor := fila(columna), Decimal) and valor != valor.to_integral_value()
    )
    if not cuantos:
        return []
    motivo = (
        f"{cuantos} de los códigos llegaron como número: 1.1 y 1.10 no se distinguen; pídalos"
        " como texto"
    )
    return [Aviso("codigo_como_numero", f"filas, columna {columna!r}", motivo)]
