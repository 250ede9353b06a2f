"""Un mapa de riesgos de una tabla de datos.

Varias filas pueden ser del mismo riesgo: lo reúnen su referencia y su proceso o, sin ella, su
descripción. Lo que es de él ha de ser lo mismo en todas; sus causas, consecuencias, controles y
acciones se juntan sin repetir. Con ``ruta``, cada fila es de donde ella dice.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, cast

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.archivos import desde_datos
from paac_reportes.lectura.filas.armado import (
    Armado,
    Dato,
    Nodo,
    como_datos,
    datos_y_lugares,
    en_su_fila,
)
from paac_reportes.lectura.filas.fuentes import FilaDeFuente, filas_leidas
from paac_reportes.lectura.filas.tabla import codigos_con_decimales, columnas_de
from paac_reportes.modelo.filas import forma_de
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import tema

_RUTA = re.compile(r"procesos\[(\d+)\](?:\.riesgos\[(\d+)\](?:\.controles\[(\d+)\])?)?")
_LISTAS = ("procesos", "riesgos", "controles")
_DE_TEXTOS = ("riesgo.factores", "riesgo.consecuencias")
"""Las listas de textos de un riesgo, que se juntan de fila en fila."""
DEL_MAPA = forma_de(tema("mapa"))
DE_VARIOS = {raiz: lista for lista, raiz in DEL_MAPA.juntas.items()}
"""Las raíces de lo que va en listas, y el campo del riesgo que las lleva."""


def mapa_de_filas(
    filas: object, columnas: object, otras: Mapping[str, Any]
) -> tuple[MapaDeRiesgos, tuple[Aviso, ...]]:
    """El mapa de unas filas y lo que conviene revisar.

    ``otras`` son las claves del mapa que no salen de las filas; si son las mismas, mandan ellas.
    ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    de_la_tabla = filas_leidas(filas, DEL_MAPA)
    avisos: list[Aviso] = []
    halladas = columnas_de(columnas, de_la_tabla, avisos, DEL_MAPA).propias
    avisos += codigos_con_decimales(halladas.get("riesgo.referencia"), de_la_tabla)
    armado = Armado()
    leidas = [_Fila(fila, halladas, armado.fallas) for fila in de_la_tabla]
    lugares = _Lugares(leidas)
    for fila in leidas:
        armado.raiz.hijo("entidad", "", fila.lugar)
        _poner(armado, fila, lugares)
    return _mapa(armado, otras), tuple(avisos)


def _mapa(armado: Armado, otras: Mapping[str, Any]) -> MapaDeRiesgos:
    datos, origenes = datos_y_lugares(armado.raiz)
    try:
        mapa = cast("MapaDeRiesgos", desde_datos({**datos, **otras}, "mapa"))
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada((*armado.fallas, *en_su_fila(error.fallas, origenes))) from None
    if armado.fallas:
        raise ErrorDeEntrada(armado.fallas)
    return mapa


class _Fila:
    """Lo que una fila dice, por de quién es."""

    def __init__(
        self, fila: FilaDeFuente, columnas: Mapping[str, str], fallas: list[Falla]
    ) -> None:
        self.lugar = fila.lugar
        celdas = (Dato(d, fila(columna), fila.lugar_de(columna)) for d, columna in columnas.items())
        self.datos: dict[str, list[Dato]] = {}
        self.valores: dict[str, Any] = {}
        for dato in como_datos(celdas, fallas, DEL_MAPA):
            self.valores[dato.nombre] = dato.valor
            suya = dato.objeto if "." in dato.nombre else dato.nombre
            self.datos.setdefault(suya, []).append(dato)
        camino = self._camino_de_la_ruta(fallas)
        self.es_de_su_ruta = camino is not None
        self.camino = camino or []

    def dice(self, raiz: str) -> bool:
        """Si trae algo de un objeto; un texto en blanco no es nada."""
        return any(_dice_algo(dato.valor) for dato in self.datos.get(raiz, ()))

    def texto(self, dato: str) -> str | None:
        """El de un dato con que se conoce a alguien; ``None`` si está en blanco."""
        valor = self.valores.get(dato)
        return str(valor) if _dice_algo(valor) else None

    def _camino_de_la_ruta(self, fallas: list[Falla]) -> list[tuple[str, Hashable]] | None:
        (dato,) = self.datos.get("ruta", (None,))
        if dato is None:
            return None
        hallada = _RUTA.fullmatch(dato.valor) if isinstance(dato.valor, str) else None
        if hallada is None:
            esperado = "un lugar como procesos[0].riesgos[2].controles[1]"
            motivo = f"se esperaba {esperado}, llegó {mostrar(dato.valor)}"
            fallas.append(Falla("dato_invalido", dato.lugar, motivo))
            return None
        pares = zip(_LISTAS, hallada.groups(), strict=True)
        return [(lista, ("ruta", int(n))) for lista, n in pares if n is not None]


def _dice_algo(valor: object) -> bool:
    return bool(valor.strip()) if isinstance(valor, str) else valor not in (None, [], ())


class _Lugares:
    """De qué proceso y de qué riesgo es cada fila, por lo que dicen todas."""

    def __init__(self, filas: Sequence[_Fila]) -> None:
        self._nombres: dict[str, set[str]] = {}
        """Los nombres de proceso que van con cada código."""
        self._referencias: dict[tuple[Hashable, str], set[str]] = {}
        """Las referencias que van con cada descripción, en su proceso."""
        for fila in filas:
            nombre, codigo = fila.texto("proceso.nombre"), fila.texto("proceso.codigo")
            if nombre and codigo:
                self._nombres.setdefault(codigo, set()).add(nombre)
        for fila in filas:
            referencia = fila.texto("riesgo.referencia")
            descripcion = fila.texto("riesgo.descripcion")
            if referencia and descripcion:
                suyas = self._referencias.setdefault((self._proceso(fila), descripcion), set())
                suyas.add(referencia)

    def camino(self, fila: _Fila, fallas: list[Falla]) -> list[tuple[str, Hashable]] | None:
        """Por dónde se llega a lo de la fila; ``None`` si no se sabe de qué riesgo es."""
        if fila.es_de_su_ruta:
            return fila.camino
        proceso = self._proceso(fila)
        if proceso is None:
            motivo = "no dice de qué proceso es: se esperaba proceso.nombre"
            fallas.append(Falla("fila_sin_lugar", fila.lugar, motivo))
            return None
        pasos: list[tuple[str, Hashable]] = [("procesos", proceso)]
        de_un_riesgo = [
            raiz for raiz in ("riesgo", "causa", "control", "accion") if fila.dice(raiz)
        ]
        if not de_un_riesgo:
            return pasos
        referencia, descripcion = (
            fila.texto(f"riesgo.{cual}") for cual in ("referencia", "descripcion")
        )
        if referencia is None and descripcion is not None:
            posibles = self._referencias.get((proceso, descripcion), set())
            if len(posibles) > 1:
                de_varios = ", ".join(sorted(posibles))
                motivo = f"su descripción es la de {de_varios}: diga la referencia en esta fila"
                fallas.append(Falla("fila_sin_lugar", fila.lugar, motivo))
                return None
            referencia = next(iter(posibles), None)
        if referencia is None and descripcion is None:
            trae = fila.datos[de_un_riesgo[0]][0].nombre
            motivo = (
                f"trae {trae} y no dice de qué riesgo: se esperaba su referencia o su descripción"
                " en cada fila, también donde la celda estaba combinada"
            )
            fallas.append(Falla("fila_sin_lugar", fila.lugar, motivo))
            return None
        pasos.append(("riesgos", (referencia, None if referencia else descripcion)))
        if fila.dice("control"):
            pasos.append(("controles", _cual(fila)))
        return pasos

    def _proceso(self, fila: _Fila) -> str | None:
        nombre = fila.texto("proceso.nombre")
        de_su_codigo = self._nombres.get(fila.texto("proceso.codigo") or "", set())
        return next(iter(de_su_codigo)) if nombre is None and len(de_su_codigo) == 1 else nombre


def _cual(fila: _Fila) -> Hashable:
    """El control de una fila: por su número o, sin él, por todo lo que dice."""
    numero = fila.texto("control.numero")
    return numero or repr([(dato.nombre, dato.valor) for dato in fila.datos["control"]])


def _poner(armado: Armado, fila: _Fila, lugares: _Lugares) -> None:
    """Pone una fila en su sitio, con lo que trae de cada uno."""
    for raiz in ("vigencia", "metodologia"):
        armado.completar(armado.raiz, fila.datos.get(raiz, ()))
    armado.completar(armado.raiz.hijo("entidad", "", fila.lugar), fila.datos.get("entidad", ()))
    if not (fila.es_de_su_ruta or any(map(fila.dice, (*_DE_CADA_LISTA.values(), *DE_VARIOS)))):
        return
    camino = lugares.camino(fila, armado.fallas)
    if camino is None or _sobra(armado, fila, camino):
        return
    nodo = armado.raiz
    for lista, clave in camino:
        nodo = nodo.hijo(lista, clave, fila.lugar)
        raiz = _DE_CADA_LISTA[lista]
        armado.completar(nodo, [d for d in fila.datos.get(raiz, ()) if d.nombre not in _DE_TEXTOS])
        if lista == "riesgos":
            _juntar(armado, nodo, fila)


_DE_CADA_LISTA = {"procesos": "proceso", "riesgos": "riesgo", "controles": "control"}


def _sobra(armado: Armado, fila: _Fila, camino: Sequence[tuple[str, Hashable]]) -> bool:
    """Lo que trae de quien no está en su ruta se perdería, y es una falla."""
    listas = [lista for lista, _ in camino]
    suyos = {_DE_CADA_LISTA[lista] for lista in listas}
    suyos |= {*DE_VARIOS} if "riesgos" in listas else set()
    for raiz in (*_DE_CADA_LISTA.values(), *DE_VARIOS):
        if raiz not in suyos and fila.dice(raiz):
            sobra = next(dato for dato in fila.datos[raiz] if _dice_algo(dato.valor))
            motivo = f"una fila de {'.'.join(listas)} no lleva {sobra.nombre}"
            armado.fallas.append(Falla("datos_incoherentes", sobra.lugar or fila.lugar, motivo))
            return True
    return False


def _juntar(armado: Armado, riesgo: Nodo, fila: _Fila) -> None:
    """Las causas, las acciones y los textos que la fila trae y el riesgo aún no tenía."""
    for dato in fila.datos.get("riesgo", ()):
        if dato.nombre in _DE_TEXTOS:
            campo = dato.nombre.partition(".")[2]
            riesgo.lugares.setdefault(campo, dato.lugar)
            suyos = riesgo.datos.setdefault(campo, [])
            hay = Counter(suyos)
            for texto, veces in Counter(dato.valor).items():
                suyos += [texto] * (veces - hay[texto])
    for raiz, lista in DE_VARIOS.items():
        vistos = Counter[str]()
        for uno in _varios(fila, raiz, armado.fallas):
            clave = repr([(dato.nombre, dato.valor) for dato in uno])
            vistos[clave] += 1
            nodo = riesgo.hijo(lista, (clave, vistos[clave]), fila.lugar)
            armado.completar(nodo, uno)


def _varios(fila: _Fila, raiz: str, fallas: list[Falla]) -> Iterator[list[Dato]]:
    """Cada causa o cada acción de una fila; sus columnas traen todas lo mismo, una o una lista."""
    suyos = fila.datos.get(raiz, [])
    if not fila.dice(raiz):
        return
    largos = {len(dato.valor): dato for dato in suyos}
    if len(largos) > 1:
        cuantos = ", ".join(f"{largo} de {dato.nombre}" for largo, dato in largos.items())
        motivo = f"se esperaba lo mismo de cada columna, llegaron {cuantos}"
        fallas.append(Falla("datos_incoherentes", fila.lugar, motivo))
        return
    for numero in range(*largos):
        yield [d._replace(valor=d.valor[numero]) for d in suyos if d.valor[numero] is not None]
