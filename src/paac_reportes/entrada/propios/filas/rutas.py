"""El lugar de cada fila en el plan: por su marca escondida o, sin ella, por lo que la rodea."""

import re
from collections import defaultdict

import attrs

from paac_reportes.entrada.propios.filas.contexto import Contexto
from paac_reportes.entrada.propios.filas.recogida import NUEVAS
from paac_reportes.entrada.propios.hechura.hechura import BloqueConTablas
from paac_reportes.entrada.propios.tablas.hallazgo import TablaHallada
from paac_reportes.entrada.propios.tablas.piezas import FilaVista, Pieza, con_columna, es_de_ruta
from paac_reportes.errores import Aviso

LISTAS = ("actividades", "tramites", "intercambios")
_MARCA = re.compile(r"(?:d(\d+))?c(\d+)(?:s(\d+)(?:a(\d+))?|t(\d+)|i(\d+))?")
_DEL_COMPONENTE = ("componente.numero", "componente.nombre")


@attrs.frozen(order=True)
class Ruta:
    """Un lugar del plan; lo que no tiene es ``None``."""

    dependencia: int | None
    componente: int
    subcomponente: int | None = None
    lista: str | None = None
    numero: int | None = None

    def __str__(self) -> str:
        pasos = [] if self.dependencia is None else [f"dependencias[{self.dependencia}]"]
        pasos.append(f"componentes[{self.componente}]")
        if self.subcomponente is not None:
            pasos.append(f"subcomponentes[{self.subcomponente}]")
        if self.lista is not None:
            pasos.append(f"{self.lista}[{self.numero}]")
        return ".".join(pasos)

    @property
    def de_componente(self) -> "Ruta":
        """La de su componente."""
        return Ruta(self.dependencia, self.componente)

    @property
    def de_subcomponente(self) -> "Ruta":
        """La de su subcomponente."""
        return Ruta(self.dependencia, self.componente, self.subcomponente)


def ruta_de_marca(marca: str) -> Ruta | None:
    """``d0c1s2a3`` → ``dependencias[0].componentes[1].subcomponentes[2].actividades[3]``."""
    hallada = _MARCA.fullmatch(marca)
    if hallada is None:
        return None
    d, c, s, a, t, i = (None if uno is None else int(uno) for uno in hallada.groups())
    for lista, numero in (("actividades", a), ("tramites", t), ("intercambios", i)):
        if numero is not None:
            return Ruta(d, c or 0, s, lista, numero)
    return Ruta(d, c or 0, s)


@attrs.define
class _Donde:
    """Por dónde va el recorrido."""

    dependencia: int | None = None
    componente: int = -1
    subcomponente: int = -1


class Rutas:
    """Recorre las tablas en su orden y da a cada fila su lugar."""

    def __init__(self, avisos: list[Aviso]) -> None:
        self._avisos = avisos
        self._va = _Donde()
        self._anterior: tuple[BloqueConTablas, int, dict[str, object]] | None = None
        self._bloque: BloqueConTablas | None = None
        self._listadas: dict[tuple[object, ...], tuple[int, list[Ruta]]] = {}
        self._vistas: defaultdict[tuple[object, ...], int] = defaultdict(int)
        self._subcomponentes: dict[tuple[int | None, int], int] = {}
        self._componentes: dict[int | None, int] = {}
        self._de_grupo: dict[int, Ruta] = {}
        self._previa: FilaVista | None = None
        self._marcada: Ruta | None = None
        self._nuevas = NUEVAS
        self._marcadas: dict[tuple[Ruta, str], list[int]] = {}
        self._de_la_tabla: set[Ruta] = set()

    def entrar(self, tabla: TablaHallada, bloque: BloqueConTablas, contexto: Contexto) -> None:
        """Empieza una tabla."""
        suya = bloque.tablas.index(tabla.encaje.esperada)
        del_componente = {c: v for c, v in contexto.dichos.items() if c in _DEL_COMPONENTE}
        de_nuevo = self._anterior is not None and bloque.lugar < self._anterior[0].lugar
        otra = "dependencia" in contexto.titulo_de
        if otra:
            primera = self._va.dependencia is None
            self._va = _Donde(0 if primera else (self._va.dependencia or 0) + 1)
        if bloque.cada == "componente":
            if otra or not self._sigue_el_componente(bloque, suya, del_componente, contexto):
                self._va.componente += 1
        elif otra or de_nuevo or self._anterior is None or self._anterior[0] is not bloque:
            self._va.componente = -1
        self._bloque, self._previa = bloque, None
        self._de_la_tabla.clear()
        self._anterior = (bloque, suya, del_componente)

    def _sigue_el_componente(
        self,
        bloque: BloqueConTablas,
        suya: int,
        dichos: dict[str, object],
        contexto: Contexto,
    ) -> bool:
        """Si es otra tabla del mismo componente: una de las que van después de la anterior."""
        if self._anterior is None or "componente" in contexto.titulo_de:
            return False
        anterior, cual, dichos_antes = self._anterior
        if anterior.cada != "componente":
            return False
        if bloque.lugar != anterior.lugar:
            return bloque.lugar > anterior.lugar
        return suya > cual and dichos == dichos_antes

    def de(self, fila: FilaVista, lista: str, *, dice_algo: bool) -> Ruta:
        """El lugar de una fila; ``dice_algo`` si es más que el nombre de su grupo."""
        marca = fila.marca
        marcada = ruta_de_marca(marca) if es_de_ruta(marca) else None
        # La marca que otra fila de la tabla ya lleva es de una copia, que es otra fila.
        if marcada is not None and marcada not in self._de_la_tabla:
            self._de_la_tabla |= {marcada} if marcada.lista else set()
            ruta = self._de_marcada(fila, marcada)
        elif self._marcada is not None:
            ruta = self._insertada(fila, lista)
        else:
            ruta = self._andada(fila, lista, dice_algo=dice_algo)
        self._previa = fila
        return ruta

    def en_blanco(self) -> Ruta:
        """La del componente de una tabla sin filas."""
        va = self._va
        if va.componente < 0:
            va.componente = self._componentes.get(va.dependencia, -1) + 1
        self._componentes[va.dependencia] = max(
            self._componentes.get(va.dependencia, -1), va.componente
        )
        return Ruta(va.dependencia, va.componente)

    # -------------------------------------------------------------- con marcas
    def _de_marcada(self, fila: FilaVista, marcada: Ruta) -> Ruta:
        """La de su marca, salvo que ahora esté en la celda de otro grupo."""
        pieza = _de_grupo(fila, "subcomponente.nombre")
        self._marcada = marcada
        self._va.dependencia, self._va.componente = marcada.dependencia, marcada.componente
        self._contar(fila, marcada)
        if pieza is None or marcada.subcomponente is None:
            return marcada
        duena = self._de_grupo.setdefault(pieza.grupo, marcada.de_subcomponente)
        if duena == marcada.de_subcomponente or marcada.lista is None:
            return marcada
        lugar = fila.lugar_de(pieza)
        motivo = f"la fila se movió de {marcada.de_subcomponente} a {duena}"
        self._avisos.append(Aviso("documento_cambiado", lugar, motivo))
        return attrs.evolve(duena, lista=marcada.lista, numero=self._nueva())

    def _contar(self, fila: FilaVista, marcada: Ruta) -> None:
        """Dice si la fila va antes que una que la precedía."""
        if marcada.lista is None or marcada.numero is None:
            return
        vistas = self._marcadas.setdefault((marcada.de_subcomponente, marcada.lista), [])
        if vistas and marcada.numero < max(vistas) and marcada.numero not in vistas:
            motivo = f"la fila cambió de lugar: era {marcada}"
            self._avisos.append(Aviso("documento_cambiado", fila.linea.lugar, motivo))
        vistas.append(marcada.numero)

    def terminar(self) -> int:
        """Dice qué filas faltan entre las que quedan de su lista, y cuántas son."""
        faltan = 0
        for (padre, lista), vistas in self._marcadas.items():
            for numero in sorted(set(range(max(vistas))) - set(vistas)):
                ruta = attrs.evolve(padre, lista=lista, numero=numero)
                motivo = "la fila estaba en el documento, y alguien la quitó"
                self._avisos.append(Aviso("documento_cambiado", str(ruta), motivo))
                faltan += 1
        return faltan

    def _insertada(self, fila: FilaVista, lista: str) -> Ruta:
        """Una fila sin marca entre las que la llevan: la agregó alguien."""
        base = self._marcada
        assert base is not None  # noqa: S101 - sólo se llama tras una marcada
        motivo = "la fila no estaba en el documento: alguien la agregó"
        self._avisos.append(Aviso("documento_cambiado", fila.linea.lugar, motivo))
        if lista != "actividades":
            return Ruta(base.dependencia, base.componente, None, lista, self._nueva())
        pieza = _de_grupo(fila, "subcomponente.nombre")
        if pieza is None:
            suyo = base.de_subcomponente
        else:
            nuevo = attrs.evolve(base.de_componente, subcomponente=self._nueva())
            es_otro = not pieza.viene and bool(pieza.texto)
            suyo = self._de_grupo.setdefault(
                pieza.grupo, nuevo if es_otro else base.de_subcomponente
            )
        if suyo.subcomponente is None:
            suyo = attrs.evolve(suyo, subcomponente=self._nueva())
        return attrs.evolve(suyo, lista=lista, numero=self._nueva())

    def _nueva(self) -> int:
        self._nuevas += 1
        return self._nuevas

    # -------------------------------------------------------------- sin marcas
    def _andada(self, fila: FilaVista, lista: str, *, dice_algo: bool) -> Ruta:
        self._avanzar(fila)
        suya = self.en_blanco()
        clave = (suya.dependencia, suya.componente)
        if lista != "actividades":
            return self._siguiente(lista, suya)
        nuevo = self._subcomponente_nuevo(fila)
        if not dice_algo and not nuevo:
            return suya
        if nuevo or clave not in self._subcomponentes:
            self._subcomponentes[clave] = self._subcomponentes.get(clave, -1) + 1
        suyo = attrs.evolve(suya, subcomponente=self._subcomponentes[clave])
        return self._siguiente(lista, suyo) if dice_algo else suyo

    def _avanzar(self, fila: FilaVista) -> None:
        """Pasa a otra dependencia o componente si una columna lo dice."""
        if self._cambia(fila, "dependencia."):
            antes = self._va.dependencia
            self._va = _Donde(0 if antes is None else antes + 1)
        if self._cambia(fila, "componente."):
            self._va.componente += 1
            clave = (self._va.dependencia, self._va.componente)
            self._subcomponentes.pop(clave, None)

    def _cambia(self, fila: FilaVista, raiz: str) -> bool:
        return any(
            self._es_otro(fila, numero)
            for numero, pieza in enumerate(fila.piezas)
            if _es_de(pieza, raiz)
        )

    def _subcomponente_nuevo(self, fila: FilaVista) -> bool:
        return self._cambia(fila, "subcomponente.")

    def _es_otro(self, fila: FilaVista, numero: int) -> bool:
        """Si una columna empieza otro grupo; donde no se unen, otro es otro texto."""
        pieza = fila.piezas[numero]
        if pieza.viene:
            return False
        if self._previa is None:
            return True
        esperada = pieza.columna.esperada
        if esperada is not None and esperada.definida.une == "grupo":
            return True
        return pieza.texto != self._previa.piezas[numero].texto

    def _siguiente(self, lista: str, suya: Ruta) -> Ruta:
        """La siguiente de su lista; si otra tabla ya la mostró, la que sigue en ella."""
        assert self._bloque is not None  # noqa: S101 - antes se entró en una tabla
        alcance = self._alcance(lista)
        de_quien, rutas = self._listadas.setdefault(alcance, (self._bloque.lugar, []))
        pase = (self._bloque.lugar, *alcance)
        if de_quien != self._bloque.lugar and self._vistas[pase] < len(rutas):
            ruta = rutas[self._vistas[pase]]
        else:
            ruta = attrs.evolve(suya, lista=lista, numero=self._cuantas(suya, lista))
            rutas.append(ruta)
        self._vistas[pase] += 1
        return ruta

    def _alcance(self, lista: str) -> tuple[object, ...]:
        assert self._bloque is not None  # noqa: S101 - antes se entró en una tabla
        match self._bloque.cada:
            case "plan":
                return (lista,)
            case "dependencia":
                return (lista, self._va.dependencia)
            case _:
                return (lista, self._va.dependencia, self._va.componente)

    def _cuantas(self, suya: Ruta, lista: str) -> int:
        clave = ("cuantas", suya, lista)
        self._vistas[clave] += 1
        return self._vistas[clave] - 1


def _es_de(pieza: Pieza, raiz: str) -> bool:
    esperada = pieza.columna.esperada
    return esperada is not None and any(dato.startswith(raiz) for dato in esperada.definida.dato)


def _de_grupo(fila: FilaVista, dato: str) -> Pieza | None:
    """La pieza de un dato cuya columna se une por grupos."""
    for pieza, columna in con_columna(fila):
        if columna.une == "grupo" and dato in columna.dato:
            return pieza
    return None
