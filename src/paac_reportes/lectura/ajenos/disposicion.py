"""La disposición de una entidad, que se aprende una vez: qué es cada columna, por su rótulo.

``pedidas_de`` entiende el archivo que una persona revisó (o las columnas que se dicen a mano), y
``Aprendida`` lo aplica al libro de otro año: los rótulos mandan, estén donde estén, con otro año
(«Meta 2024») y en hojas que ya no se llaman igual. ``guardar.py`` lo escribe.
"""

import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.fechas import DIA_PRIMERO, MES_PRIMERO
from paac_reportes.lectura.ajenos.vocabulario import (
    Desconocidos,
    Nombres,
    Pedidas,
    Pedido,
    clave_de,
    pedidas,
    rotulo_de,
)
from paac_reportes.lectura.filas.valores import datos_desconocidos, leer_corte
from paac_reportes.lectura.leido import ColumnaLeida
from paac_reportes.opc.visto import Lugar
from paac_reportes.textos.cercanos import los_mas_cercanos

EXTRAS = "extras"
"""Lo que se dice de una columna que no es de ningún dato: se guarda con su nombre."""
RAIZ, COLUMNAS, HOJAS = "disposicion", "columnas", "hojas"
FECHAS, DUDAS = "fechas", "dudas"
_CLAVES = (RAIZ, COLUMNAS, HOJAS, FECHAS, DUDAS)
COMO_SE_QUITA = (
    "; se leyó como dice el archivo de columnas: si está bien, quite su renglón de «dudas»"
)
AL_GUARDAR = "al guardar el archivo se dudó: "
"""Antes de la razón de entonces, que con lo que alguien corrigió puede ya no ser cierta."""
_CUBRE = 0.6
"""Qué parte de los rótulos de una tabla ha de ser de la disposición para que sea de ella."""
_MINIMO = 3
_LARGO = 600
"""Las letras de un rótulo, con todos los que lleva encima."""
_SE_LLAMAN_PARECIDO = 0.5
_ANO = re.compile(r"\b20\d\d\b")
_ORDINAL = re.compile(r"(?<!\s)\s*+\((\d{1,2})\.ª\)\s*+\Z")
_MES_Y_DIA = re.compile(r"(\d{2})-(\d{2})")

Llave = tuple[str, int | None]
"""Un rótulo en plano y, si en su tabla hay varios iguales, cuál de ellos es."""


def pedidas_de(columnas: object, desconocidos: Desconocidos = datos_desconocidos) -> Pedidas:
    """Lo que se dice de las columnas, a mano o en un archivo que guardó ``guardar_columnas``.

    ``ErrorDeEntrada`` con todo lo que no se entiende.
    """
    if not isinstance(columnas, Mapping):
        return pedidas(columnas, desconocidos)
    if _es_un_contenido(columnas):
        motivo = (
            "son los datos de un plan o de un mapa, y no qué dato trae cada columna; ese archivo lo"
            " escribe guardar_columnas (en la orden, leer --guardar-columnas)"
        )
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "columnas", motivo))
    if not es_disposicion(columnas):
        return pedidas(columnas, desconocidos)
    return _Lector(desconocidos).aprendida(columnas)


def es_disposicion(columnas: Mapping[Any, Any]) -> bool:
    """Si es lo que guardó ``guardar_columnas``, y no ``{rótulo: dato}``."""
    return RAIZ in columnas or isinstance(columnas.get(COLUMNAS), Mapping)


def solo_columnas(columnas: Mapping[str, Any]) -> Mapping[str, Any]:
    """``{rótulo: dato}``, también de lo que guardó ``guardar_columnas``."""
    if not es_disposicion(columnas):
        return columnas
    partes = (columnas.get(clave) for clave in (COLUMNAS, HOJAS))
    return {c: v for parte in partes if isinstance(parte, Mapping) for c, v in parte.items()}


def _es_un_contenido(columnas: Mapping[Any, Any]) -> bool:
    listas = (columnas.get(clave) for clave in ("componentes", "dependencias", "procesos"))
    return (
        "version_contrato" in columnas
        or isinstance(columnas.get("entidad"), Mapping)
        or any(isinstance(u, Mapping) for una in listas if isinstance(una, list) for u in una)
    )


# ------------------------------------------------------------------ el archivo


@clases.frozen
class _Entrada:
    """Lo que el archivo dice de un rótulo."""

    rotulo: str
    """Como está escrito."""
    pedido: Pedido
    mes_y_dia: tuple[int, int] | None = None
    """El de su corte, que es de la vigencia que sea."""

    def del_ano(self, vigencia: int | None) -> Pedido:
        """El pedido, con su corte en esa vigencia."""
        if self.mes_y_dia is None or vigencia is None:
            return self.pedido
        return attrs.evolve(self.pedido, corte=date(vigencia, *self.mes_y_dia))

    @property
    def dice(self) -> str:
        """«actividad.meta»."""
        if self.pedido.a_extras:
            return EXTRAS
        return ", ".join(self.pedido.dato) or "no se lee"


Entradas = dict[Llave, _Entrada]


@attrs.define
class _Lector:
    """Entiende un archivo; junta todo lo que no se entiende."""

    desconocidos: Desconocidos
    fallas: list[Falla] = attrs.Factory(list)

    def aprendida(self, archivo: Mapping[Any, Any]) -> "Aprendida":
        for clave in archivo:
            if clave not in _CLAVES:
                cercana = los_mas_cercanos(str(clave), _CLAVES, n=1, cutoff=0)[0]
                motivo = f"no se conoce la clave; la más parecida es {cercana!r}"
                self._falla(str(clave), motivo, "dato_desconocido")
        if archivo.get(RAIZ) not in (None, "", "plan", "mapa"):
            llegado = mostrar(archivo[RAIZ])
            self._falla(RAIZ, f"se esperaba plan o mapa, llegó {llegado}", "opcion_desconocida")
        comunes = self._entradas(COLUMNAS, archivo.get(COLUMNAS))
        hojas = self._objeto(HOJAS, archivo.get(HOJAS))
        por_hoja = {clave_de(h): (h, self._entradas(f"{HOJAS}.{h}", hojas[h])) for h in hojas}
        fechas = self._objeto(FECHAS, archivo.get(FECHAS))
        for rotulo, orden in fechas.items():
            if orden not in {DIA_PRIMERO, MES_PRIMERO}:
                motivo = f"se esperaba {DIA_PRIMERO} o {MES_PRIMERO}, llegó {mostrar(orden)}"
                self._falla(f"{FECHAS}, «{rotulo}»", motivo, "opcion_desconocida")
        dudas = self._objeto(DUDAS, archivo.get(DUDAS))
        if not (comunes or por_hoja or self.fallas):
            self._falla(COLUMNAS, "no dice nada de ninguna columna", "sin_datos")
        if self.fallas:
            raise ErrorDeEntrada(self.fallas)
        return Aprendida(
            entradas=comunes,
            por_hoja=por_hoja,
            mes_primero=frozenset(_llave(r) for r, o in fechas.items() if o == MES_PRIMERO),
            dudas={_llave(rotulo): str(razon or "") for rotulo, razon in dudas.items()},
        )

    def _falla(self, ruta: str, motivo: str, codigo: str = "dato_invalido") -> None:
        self.fallas.append(Falla(codigo, f"columnas: {ruta}", motivo))

    def _objeto(self, ruta: str, valor: object) -> dict[str, Any]:
        if valor is None or valor == "":
            return {}
        if isinstance(valor, Mapping):
            return {str(clave): suyo for clave, suyo in valor.items()}
        self._falla(ruta, f"se esperaba {{rótulo: dato}}, llegó {mostrar(valor)}")
        return {}

    def _entradas(self, ruta: str, valor: object) -> Entradas:
        suyas = self._objeto(ruta, valor)
        leidas = ((rotulo, self._entrada(ruta, rotulo, que)) for rotulo, que in suyas.items())
        return {_llave(rotulo): una for rotulo, una in leidas if una is not None}

    def _entrada(self, ruta: str, rotulo: str, que: object) -> _Entrada | None:
        if que == EXTRAS:
            return _Entrada(rotulo, Pedido((), a_extras=True))
        dicho, mes_y_dia = _sin_mes_y_dia(que)
        try:
            pedido = pedidas({rotulo: dicho}, self.desconocidos).comunes[clave_de(rotulo)]
        except ErrorDeEntrada as error:
            self.fallas += [
                attrs.evolve(f, ruta=f"columnas: {ruta}, «{rotulo}»") for f in error.fallas
            ]
            return None
        return _Entrada(rotulo, pedido, mes_y_dia)


def _sin_mes_y_dia(que: object) -> tuple[object, tuple[int, int] | None]:
    """``seguimiento.texto@08-31``: el 31 de agosto de la vigencia."""
    if not isinstance(que, str):
        return que, None
    dato, _, corte = que.partition("@")
    hallado = _MES_Y_DIA.fullmatch(corte.strip())
    if hallado is None or not isinstance(leer_corte(f"2001-{corte.strip()}"), date):
        return que, None
    return dato, (int(hallado[1]), int(hallado[2]))


def _llave(rotulo: str) -> Llave:
    hallado = _ORDINAL.search(rotulo)
    if hallado is None:
        return clave_de(rotulo), None
    return clave_de(rotulo[: hallado.start()]), int(hallado[1])


# ------------------------------------------------------------------ lo que se aplica


@attrs.define(eq=False, kw_only=True)
class Aprendida(Pedidas):
    """La disposición de un archivo, sobre las tablas de otro."""

    entradas: Entradas
    por_hoja: dict[str, tuple[str, Entradas]]
    """Por el nombre de la hoja en plano: cómo está escrito, y lo que allí es distinto."""
    mes_primero: frozenset[Llave]
    """Los de las columnas cuyas fechas en cifras llevan el mes antes que el día."""
    dudas: dict[Llave, str]
    _halladas: set[str] = attrs.Factory(set)
    """Los rótulos del archivo que alguna tabla trae."""
    _de_otro_nombre: dict[str, str] = attrs.Factory(dict)
    """De cada hoja que se llama de otro modo, la del archivo."""
    _sin_hoja: list[str] = attrs.Factory(list)
    """Las del archivo que ninguna del documento parece."""
    _dudosas: dict[Llave, tuple[str, str]] = attrs.Factory(dict)

    def __bool__(self) -> bool:
        return True

    def conocer(self, tablas: Iterable[str]) -> None:
        """Las del documento: la hoja del archivo que no está entre ellas es la más parecida."""
        libres = {tabla: clave_de(tabla) for tabla in tablas}
        faltan = [clave for clave in self.por_hoja if clave not in set(libres.values())]
        parejas = sorted(
            (-_parecidas(suya, clave), clave, tabla)
            for clave in faltan
            for tabla, suya in libres.items()
            if suya not in self.por_hoja
        )
        for menos, clave, tabla in parejas:
            tomada = tabla in self._de_otro_nombre or clave in self._de_otro_nombre.values()
            if not tomada and -menos >= _SE_LLAMAN_PARECIDO:
                self._de_otro_nombre[tabla] = clave
        self._sin_hoja = [c for c in faltan if c not in self._de_otro_nombre.values()]

    def de_fila(self, tabla: str, textos: Sequence[str]) -> list[Pedido | None]:  # noqa: ARG002
        """Lo de cada celda de una fila, si casi todas son rótulos de la disposición."""
        dichos: list[Pedido | None] = []
        faltan = min(len(textos) - _MINIMO, (1 - _CUBRE) * len(textos))
        for texto in textos:  # casi toda fila es de datos: a las pocas celdas ya se sabe
            breve = len(texto) <= _LARGO
            dichos.append(self._finales.get(_sin_anos(clave_de(texto))) if breve else None)
            faltan -= dichos[-1] is None
            if faltan < 0:
                return [None] * len(textos)
        return dichos

    @functools.cached_property
    def _finales(self) -> dict[str, Pedido]:
        """Por cada final de un rótulo, sin su año, lo que se dice de él."""
        grupos = (self.entradas, *(suyas for _, suyas in self.por_hoja.values()))
        return {
            " ".join(palabras[n:]): entrada.pedido
            for suyas in grupos
            for (clave, _), entrada in suyas.items()
            for palabras in [_sin_anos(clave).split()]
            for n in range(len(palabras) - 1, -1, -1)
        }

    def de_columnas(
        self, tabla: str, columnas: Sequence[Nombres], vigencia: int | None
    ) -> list[Pedido | None]:
        """Lo de cada columna de una tabla, por sus nombres; nada si la tabla es de otra cosa."""
        vistas = [_Vista.de(nombres) for nombres in columnas]
        claves = [vista.clave for vista in vistas]
        vistas = [
            attrs.evolve(vista, orden=claves[:n].count(vista.clave) + 1)
            for n, vista in enumerate(vistas)
        ]
        suyas = self._de_la_hoja(tabla)
        todas = {**self.entradas, **suyas}
        halladas = self._casadas(vistas, todas, suyas)
        nombres = {_sin_anos(clave) for clave, _ in todas}
        con_rotulo = [n for n, vista in enumerate(vistas) if vista.clave]
        son_suyas = (n in halladas or _sin_anos(vistas[n].clave) in nombres for n in con_rotulo)
        if sum(son_suyas) < max(_CUBRE * len(con_rotulo), 1):
            return [None] * len(columnas)
        for n, (llave, entrada) in halladas.items():
            self._halladas.add(entrada.rotulo)
            if llave in self.dudas:
                self._dudosas.setdefault(llave, (vistas[n].lugar, vistas[n].rotulo))
        return [
            self._pedido(*halladas[n], vigencia) if n in halladas else None
            for n in range(len(columnas))
        ]

    def _pedido(self, llave: Llave, entrada: _Entrada, vigencia: int | None) -> Pedido:
        suyo = entrada.del_ano(vigencia)
        return attrs.evolve(suyo, mes_primero=True) if llave in self.mes_primero else suyo

    def _de_la_hoja(self, tabla: str) -> Entradas:
        """Lo que el archivo dice sólo de ella, o de la que se llamaba de otro modo."""
        aqui = clave_de(tabla)
        if aqui in self.por_hoja:
            return self.por_hoja[aqui][1]
        suya = self._de_otro_nombre.get(tabla, "")
        return self.por_hoja[suya][1] if suya else {}

    @staticmethod
    def _casadas(
        vistas: Sequence["_Vista"], todas: Entradas, suyas: Entradas
    ) -> dict[int, tuple[Llave, _Entrada]]:
        """Por su puesto, la entrada de cada columna; ninguna se toma dos veces."""
        aqui = dict(_como_se_llaman(todas, {vista.clave for vista in vistas}))
        pasos: tuple[Callable[[_Vista, Llave], bool], ...] = (
            lambda vista, llave: aqui[llave] in vista.llaves,
            lambda vista, llave: llave[0] in {vista.lugar_en_plano, vista.ultimo} - {""},
        )
        halladas: dict[int, tuple[Llave, _Entrada]] = {}
        tomadas: set[Llave] = set()
        for cabe in pasos:
            de_este: set[Llave] = set()
            for n, vista in enumerate(vistas):
                if n in halladas:
                    continue
                posibles = [llave for llave in aqui if llave not in tomadas and cabe(vista, llave)]
                # Lo de su hoja antes que lo común, y lo de ese puesto antes que lo de todos.
                posibles.sort(key=lambda llave: (llave not in suyas, llave[1] is None))
                if posibles:
                    halladas[n] = posibles[0], todas[posibles[0]]
                    de_este.add(posibles[0])
            tomadas |= de_este
        return halladas

    def fallas(self, rotulos: list[str]) -> Iterator[Falla]:  # noqa: ARG002 - lo dice un aviso
        """Ninguna: el rótulo que este año no está se dice, y lo demás se lee."""
        return iter(())

    def avisos(self, leidas: Sequence[ColumnaLeida]) -> Iterator[Aviso]:
        """Lo que el archivo dice y el documento ya no trae, y lo que sigue por revisar."""
        for tabla, clave in self._de_otro_nombre.items():
            motivo = f"se leyó con lo que el archivo de columnas dice de {self.por_hoja[clave][0]}"
            yield Aviso("lugar_supuesto", tabla, f"{motivo}, que ya no está")
        for clave in self._sin_hoja:
            escrita, suyas = self.por_hoja[clave]
            dichas = ", ".join(f"«{entrada.rotulo}»" for entrada in suyas.values())
            motivo = (
                f"no hay ninguna que se llame así: no se usó lo que el archivo dice de {dichas}"
            )
            yield Aviso("rotulo_retirado", f"columnas, {escrita}", motivo)
        con_hoja = (suyas for c, (_, suyas) in self.por_hoja.items() if c not in self._sin_hoja)
        grupos = (self.entradas, *con_hoja)
        todas = {entrada.rotulo: entrada for suyas in grupos for entrada in suyas.values()}
        nuevas = {una.rotulo: una for una in leidas if una.rotulo and una.rotulo not in todas}
        otras = nuevas or {una.rotulo: una for una in leidas if una.rotulo}
        for rotulo, entrada in todas.items():
            if rotulo not in self._halladas:
                yield _retirado(entrada, otras)
        for llave, (lugar, rotulo) in self._dudosas.items():
            suya = self.dudas[llave]
            razon = f"{AL_GUARDAR}{suya}" if suya else "quedó por revisar"
            yield Aviso("columna_dudosa", lugar, f"«{rotulo}»: {razon}{COMO_SE_QUITA}")


def _retirado(entrada: _Entrada, otras: Mapping[str, ColumnaLeida]) -> Aviso:
    # Lo que hoy se leyó como lo suyo dice más que lo que se le parece.
    lo_suyo = [rotulo for rotulo, una in otras.items() if ", ".join(una.dato) == entrada.dice]
    cercano = los_mas_cercanos(entrada.rotulo, lo_suyo or list(otras), n=1, cutoff=0)
    pista = ""
    if cercano:
        una = otras[cercano[0]]
        como = ", ".join(una.dato) or EXTRAS
        pista = f"; el más parecido es «{una.rotulo}» ({una.lugar}), que se leyó como {como}"
    motivo = f"ninguna tabla trae ya «{entrada.rotulo}» ({entrada.dice}){pista}"
    return Aviso("rotulo_retirado", "columnas", f"{motivo}; si es el mismo, cámbielo en el archivo")


@clases.frozen
class _Vista:
    """Una columna del documento, y los modos de nombrarla."""

    lugar: Lugar
    rotulo: str
    clave: str
    ultimo: str
    orden: int = 1

    @classmethod
    def de(cls, nombres: Nombres) -> "_Vista":
        """El lugar, todos sus rótulos y el último."""
        lugar, *rotulos = nombres
        rotulo = rotulos[0] if rotulos else ""
        clave = clave_de(rotulo) if rotulo else ""
        return cls(lugar, rotulo, clave, clave_de(rotulos[-1]) if clave else "")

    @property
    def lugar_en_plano(self) -> str:
        """El suyo; la que no tiene rótulo, también sin su hoja: «columna D»."""
        if self.clave:
            return rotulo_de(self.lugar).palabras
        return rotulo_de(self.lugar.en_su_tabla).palabras

    @property
    def llave(self) -> Llave:
        """La de su puesto entre las que se llaman igual."""
        return self.clave, self.orden

    @property
    def llaves(self) -> set[Llave]:
        """Con la que la nombra el archivo, si la nombra."""
        return {(self.clave, None), self.llave} if self.clave else set()


def _parecidas(una: str, otra: str) -> float:
    """Cuánto se parecen los nombres de dos hojas."""
    una, otra = una.removeprefix("hoja "), otra.removeprefix("hoja ")
    return SequenceMatcher(None, una, otra).ratio() if una and otra else 0.0


def _sin_anos(clave: str) -> str:
    return " ".join(_ANO.sub(" ", clave).split())


def _como_se_llaman(llaves: Collection[Llave], claves: set[str]) -> Iterator[tuple[Llave, Llave]]:
    """La llave en este documento de cada una del archivo: «Meta 2026» es «Meta 2027».

    De varios rótulos que sólo difieren en el año y no son los mismos, no se sabe cuál es cuál.
    """
    aqui, alla = _por_su_nombre(claves), _por_su_nombre({clave for clave, _ in llaves})
    for clave, orden in llaves:
        nombre = _sin_anos(clave)
        suyos = aqui.get(nombre, {clave})
        if suyos == alla[nombre]:
            yield (clave, orden), (clave, orden)
        elif len(suyos) == len(alla[nombre]) == 1:
            yield (clave, orden), (next(iter(suyos)), orden)


def _por_su_nombre(claves: set[str]) -> dict[str, set[str]]:
    """Los rótulos que sólo difieren en el año, juntos."""
    juntos: dict[str, set[str]] = {}
    for clave in claves:
        juntos.setdefault(_sin_anos(clave), set()).add(clave)
    return juntos
