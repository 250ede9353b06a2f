"""La disposición de una entidad, que se aprende una vez: qué es cada columna, por su rótulo.

``pedidas_de`` entiende el archivo que una persona revisó (o las columnas que se dicen a mano), y
``Aprendida`` lo aplica al libro de otro año: los rótulos mandan, estén donde estén y con otro año
(«Meta 2024»). ``guardar.py`` lo escribe.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.fechas import DIA_PRIMERO, MES_PRIMERO
from paac_reportes.lectura.ajenos.vocabulario import (
    DatoDeclarado,
    Desconocidos,
    Nombres,
    Pedidas,
    clave_de,
    pedidas,
    rotulo_de,
)
from paac_reportes.lectura.filas.valores import datos_desconocidos, leer_corte
from paac_reportes.opc.visto import LugarDelArchivo
from paac_reportes.textos.cercanos import el_mas_parecido

EXTRAS = "extras"
"""Destino de una columna que no es de ningún dato: se guarda con su nombre."""
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
LARGO = 600
"""Las letras de un rótulo, con todos los que lleva encima."""
_ANO = re.compile(r"\b20\d\d\b")
_ORDINAL = re.compile(r"(?<!\s)\s*+\((\d{1,2})\.ª\)\s*+\Z")
_MES_Y_DIA = re.compile(r"(\d{2})-(\d{2})")

Llave = tuple[str, int | None]
"""Un rótulo en plano y, si en su tabla hay varios iguales, cuál de ellos es."""


def pedidas_de(columnas: object, desconocidos: Desconocidos = datos_desconocidos) -> Pedidas:
    """Pedidas de las columnas, dichas a mano o en un archivo que guardó ``guardar_columnas``.

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
    return _LectorDelArchivo(desconocidos).aprendida(columnas)


def es_disposicion(columnas: Mapping[Any, Any]) -> bool:
    """Si es lo que guardó ``guardar_columnas``, y no ``{rótulo: dato}``."""
    return RAIZ in columnas or isinstance(columnas.get(COLUMNAS), Mapping)


def solo_columnas(columnas: Mapping[str, Any]) -> Mapping[str, Any]:
    """Columnas pedidas, ``{rótulo: dato}``, también de lo que guardó ``guardar_columnas``."""
    if not es_disposicion(columnas):
        return columnas
    partes = (columnas.get(clave) for clave in (COLUMNAS, HOJAS))
    return {c: v for parte in partes if isinstance(parte, Mapping) for c, v in parte.items()}


def _es_un_contenido(columnas: Mapping[Any, Any]) -> bool:
    return "version_contrato" in columnas or isinstance(columnas.get("entidad"), Mapping)


# ------------------------------------------------------------------ el archivo


@clases.frozen
class _Entrada:
    """Entrada del archivo sobre un rótulo."""

    rotulo: str
    """Como está escrito."""
    pedido: DatoDeclarado
    mes_y_dia: tuple[int, int] | None = None
    """Mes y día de su corte, que es de la vigencia que sea."""

    def del_ano(self, vigencia: int | None) -> DatoDeclarado:
        """Pedido con su corte en esa vigencia."""
        if self.mes_y_dia is None or vigencia is None:
            return self.pedido
        return attrs.evolve(self.pedido, corte=date(vigencia, *self.mes_y_dia))

    @property
    def dice(self) -> str:
        """Dato que se pide, como se escribe: ``actividad.meta``."""
        if self.pedido.a_extras:
            return EXTRAS
        return ", ".join(self.pedido.dato) or "no se lee"


Entradas = dict[Llave, _Entrada]


@attrs.define
class _LectorDelArchivo:
    """Entiende un archivo; junta todo lo que no se entiende."""

    desconocidos: Desconocidos
    fallas: list[Falla] = attrs.Factory(list)

    def aprendida(self, archivo: Mapping[Any, Any]) -> "Aprendida":
        """Disposición de un archivo; ``ErrorDeEntrada`` con todo lo que no se entiende."""
        for clave in archivo:
            if clave not in _CLAVES:
                pista = el_mas_parecido(str(clave), _CLAVES, "la más parecida es")
                motivo = f"no se conoce la clave{pista}"
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
            mes_primero=frozenset(_llave(r) for r, orden in fechas.items() if orden == MES_PRIMERO),
            dudas={_llave(rotulo): str(razon or "") for rotulo, razon in dudas.items()},
        )

    def _falla(self, ruta: str, motivo: str, codigo: str = "dato_invalido") -> None:
        self.fallas.append(Falla(codigo, f"columnas: {ruta}", motivo))

    def _objeto(self, ruta: str, valor: object) -> dict[str, Any]:
        """Diccionario que se dio en esa ruta; vacío si no se dio o no lo es, con su falla."""
        if valor is None or valor == "":
            return {}
        if isinstance(valor, Mapping):
            return {str(clave): dato for clave, dato in valor.items()}
        self._falla(ruta, f"se esperaba {{rótulo: dato}}, llegó {mostrar(valor)}")
        return {}

    def _entradas(self, ruta: str, valor: object) -> Entradas:
        datos = self._objeto(ruta, valor)
        entradas = ((rotulo, self._entrada(ruta, rotulo, dato)) for rotulo, dato in datos.items())
        return {_llave(rotulo): entrada for rotulo, entrada in entradas if entrada is not None}

    def _entrada(self, ruta: str, rotulo: str, dato: object) -> _Entrada | None:
        """Rótulo con el dato que el archivo le da; ``None``, con sus fallas, si no es un dato."""
        if dato == EXTRAS:
            return _Entrada(rotulo, DatoDeclarado((), a_extras=True))
        sin_corte, mes_y_dia = _sin_mes_y_dia(dato)
        try:
            pedido = pedidas({rotulo: sin_corte}, self.desconocidos).comunes[clave_de(rotulo)]
        except ErrorDeEntrada as error:
            self.fallas += [
                attrs.evolve(f, ruta=f"columnas: {ruta}, «{rotulo}»") for f in error.fallas
            ]
            return None
        return _Entrada(rotulo, pedido, mes_y_dia)


def _sin_mes_y_dia(dato_escrito: object) -> tuple[object, tuple[int, int] | None]:
    """Dato y, aparte, el mes y el día de su corte: ``seguimiento.texto@08-31`` → ``(8, 31)``."""
    if not isinstance(dato_escrito, str):
        return dato_escrito, None
    dato, _, corte = dato_escrito.partition("@")
    coincidencia = _MES_Y_DIA.fullmatch(corte.strip())
    if coincidencia is None or not isinstance(leer_corte(f"2001-{corte.strip()}"), date):
        return dato_escrito, None
    return dato, (int(coincidencia[1]), int(coincidencia[2]))


def _llave(rotulo: str) -> Llave:
    """Llave de un rótulo: «Meta (2.ª)» → ``("meta", 2)``."""
    coincidencia = _ORDINAL.search(rotulo)
    if coincidencia is None:
        return clave_de(rotulo), None
    return clave_de(rotulo[: coincidencia.start()]), int(coincidencia[1])


# ------------------------------------------------------------------ lo que se aplica


@attrs.define(eq=False, kw_only=True)
class Aprendida(Pedidas):
    """La disposición de un archivo, sobre las tablas de otro."""

    entradas: Entradas
    por_hoja: dict[str, tuple[str, Entradas]]
    """Por el nombre de la hoja en plano: cómo está escrito, y lo que allí es distinto."""
    mes_primero: frozenset[Llave]
    """Columnas cuyas fechas en cifras llevan el mes antes que el día."""
    dudas: dict[Llave, str]
    _encontradas: set[_Entrada] = attrs.Factory(set)
    """Entradas del archivo que alguna tabla trae."""
    _dudosas: dict[Llave, tuple[str, str]] = attrs.Factory(dict)

    def __bool__(self) -> bool:
        return True

    def de_fila(self, tabla: str, textos: Sequence[str]) -> list[DatoDeclarado | None]:  # noqa: ARG002
        """Dato que se pidió de cada celda, si casi todas las de la fila son rótulos conocidos."""
        pedidos: list[DatoDeclarado | None] = []
        desconocidos_que_quedan = min(len(textos) - _MINIMO, (1 - _CUBRE) * len(textos))
        for texto in textos:  # casi toda fila es de datos: a las pocas celdas ya se sabe
            breve = len(texto) <= LARGO
            pedidos.append(self._finales.get(_sin_anos(clave_de(texto))) if breve else None)
            desconocidos_que_quedan -= pedidos[-1] is None
            if desconocidos_que_quedan < 0:
                return [None] * len(textos)
        return pedidos

    @clases.propiedad_recordada
    def _finales(self) -> dict[str, DatoDeclarado]:
        """Pedido de cada final de un rótulo, sin su año: «plan meta» y «meta»."""
        grupos = (self.entradas, *(entradas for _, entradas in self.por_hoja.values()))
        return {
            " ".join(palabras[n:]): entrada.pedido
            for entradas in grupos
            for (clave, _), entrada in entradas.items()
            for palabras in [_sin_anos(clave).split()]
            for n in range(len(palabras) - 1, -1, -1)
        }

    def de_columnas(
        self, tabla: str, columnas: Sequence[Nombres], vigencia: int | None
    ) -> list[DatoDeclarado | None]:
        """Dato que se pidió de cada columna, por sus nombres; ninguno si es de otra tabla."""
        columnas_vistas = [_ColumnaDelDocumento.de(nombres) for nombres in columnas]
        claves = [columna.clave for columna in columnas_vistas]
        columnas_vistas = [
            attrs.evolve(columna, orden=claves[:n].count(columna.clave) + 1)
            for n, columna in enumerate(columnas_vistas)
        ]
        de_la_hoja = self.por_hoja.get(clave_de(tabla), ("", {}))[1]
        entradas = {**self.entradas, **de_la_hoja}
        encontradas = self._entradas_por_columna(columnas_vistas, entradas, de_la_hoja)
        nombres = {_sin_anos(clave) for clave, _ in entradas}
        con_rotulo = [n for n, columna in enumerate(columnas_vistas) if columna.clave]
        son_suyas = (
            n in encontradas or _sin_anos(columnas_vistas[n].clave) in nombres for n in con_rotulo
        )
        if sum(son_suyas) < max(_CUBRE * len(con_rotulo), 1):
            return [None] * len(columnas)
        for n, (llave, entrada) in encontradas.items():
            self._encontradas.add(entrada)
            if llave in self.dudas:
                self._dudosas.setdefault(
                    llave, (columnas_vistas[n].lugar, columnas_vistas[n].rotulo)
                )
        return [
            self._pedido(*encontradas[n], vigencia) if n in encontradas else None
            for n in range(len(columnas))
        ]

    def _pedido(self, llave: Llave, entrada: _Entrada, vigencia: int | None) -> DatoDeclarado:
        pedido = entrada.del_ano(vigencia)
        return attrs.evolve(pedido, mes_primero=True) if llave in self.mes_primero else pedido

    @staticmethod
    def _entradas_por_columna(
        columnas: Sequence["_ColumnaDelDocumento"], entradas: Entradas, de_la_hoja: Entradas
    ) -> dict[int, tuple[Llave, _Entrada]]:
        """Entrada de cada columna, por su índice; ninguna se toma dos veces."""
        llave_aqui = dict(_llaves_de_aqui(entradas, {columna.clave for columna in columnas}))
        pasos: tuple[Callable[[_ColumnaDelDocumento, Llave], bool], ...] = (
            lambda columna, llave: llave_aqui[llave] in columna.llaves,
            lambda columna, llave: llave[0] in {columna.lugar_en_plano, columna.ultimo} - {""},
        )
        encontradas: dict[int, tuple[Llave, _Entrada]] = {}
        tomadas: set[Llave] = set()
        for nombra in pasos:
            tomadas_en_el_paso: set[Llave] = set()
            for n, columna in enumerate(columnas):
                if n in encontradas:
                    continue
                posibles = [
                    llave for llave in llave_aqui if llave not in tomadas and nombra(columna, llave)
                ]
                # Lo de su hoja antes que lo común, y lo de ese puesto antes que lo de todos.
                posibles.sort(key=lambda llave: (llave not in de_la_hoja, llave[1] is None))
                if posibles:
                    encontradas[n] = posibles[0], entradas[posibles[0]]
                    tomadas_en_el_paso.add(posibles[0])
            tomadas |= tomadas_en_el_paso
        return encontradas

    def fallas(self, rotulos: list[str]) -> Iterator[Falla]:  # noqa: ARG002 - lo dice un aviso
        """Fallas de lo pedido, ninguna: el rótulo que este año no está se dice en un aviso."""
        return iter(())

    def avisos(self) -> Iterator[Aviso]:
        """Avisos de lo que el archivo dice y el documento ya no trae, y de lo que falta revisar."""
        for hoja, grupo in [("", self.entradas), *self.por_hoja.values()]:
            for entrada in grupo.values():
                if entrada not in self._encontradas:
                    ruta = f"columnas, {hoja}" if hoja else "columnas"
                    motivo = f"ninguna tabla trae ya «{entrada.rotulo}» ({entrada.dice})"
                    yield Aviso("rotulo_retirado", ruta, f"{motivo}; revíselo en el archivo")
        for llave, (lugar, rotulo) in self._dudosas.items():
            razon_de_entonces = self.dudas[llave]
            razon = f"{AL_GUARDAR}{razon_de_entonces}" if razon_de_entonces else "quedó por revisar"
            yield Aviso("columna_dudosa", lugar, f"«{rotulo}»: {razon}{COMO_SE_QUITA}")


@clases.frozen
class _ColumnaDelDocumento:
    """Una columna del documento, y los modos de nombrarla."""

    lugar: LugarDelArchivo
    rotulo: str
    clave: str
    ultimo: str
    orden: int = 1

    @classmethod
    def de(cls, nombres: Nombres) -> "_ColumnaDelDocumento":
        """Columna con esos nombres: su lugar, todos sus rótulos y el último."""
        lugar, *rotulos = nombres
        rotulo = rotulos[0] if rotulos else ""
        clave = clave_de(rotulo) if rotulo else ""
        return cls(lugar, rotulo, clave, clave_de(rotulos[-1]) if clave else "")

    @property
    def lugar_en_plano(self) -> str:
        """Lugar en plano: «hoja 1 columna d»; el de una columna sin rótulo, sin su hoja."""
        if self.clave:
            return rotulo_de(self.lugar).palabras
        return rotulo_de(self.lugar.en_su_tabla).palabras

    @property
    def llave(self) -> Llave:
        """Llave de la columna: su rótulo y su puesto entre las que se llaman igual."""
        return self.clave, self.orden

    @property
    def llaves(self) -> set[Llave]:
        """Llaves con que el archivo la puede nombrar."""
        return {(self.clave, None), self.llave} if self.clave else set()


def _sin_anos(clave: str) -> str:
    return " ".join(_ANO.sub(" ", clave).split())


def _llaves_de_aqui(llaves: Collection[Llave], claves: set[str]) -> Iterator[tuple[Llave, Llave]]:
    """Llave en este documento de cada una del archivo: «Meta 2026» es «Meta 2027».

    De varios rótulos que sólo difieren en el año y no son los mismos, no se sabe cuál es cuál.
    """
    en_el_documento = _por_su_nombre(claves)
    en_el_archivo = _por_su_nombre({clave for clave, _ in llaves})
    for clave, orden in llaves:
        nombre = _sin_anos(clave)
        iguales = en_el_documento.get(nombre, {clave})
        if iguales == en_el_archivo[nombre]:
            yield (clave, orden), (clave, orden)
        elif len(iguales) == len(en_el_archivo[nombre]) == 1:
            yield (clave, orden), (next(iter(iguales)), orden)


def _por_su_nombre(claves: set[str]) -> dict[str, set[str]]:
    """Rótulos que sólo difieren en el año, por su nombre sin él."""
    por_nombre: dict[str, set[str]] = {}
    for clave in claves:
        por_nombre.setdefault(_sin_anos(clave), set()).add(clave)
    return por_nombre
