"""De arriba abajo de un documento: de quién es cada fila, y qué filas son de cada registro."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.matriz.celdas import a_lo_ancho, escritas, propias
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.franjas import (
    Franja,
    componente_de,
    componente_de_columna,
    continua,
    dependencia_de,
    es_componente_oficial,
    franja_de,
    hoja_sin_nombre,
    numero_sin_nombre,
    sin_continua,
    sin_copia,
)
from paac_reportes.lectura.matriz.palabras import rotulo_de
from paac_reportes.lectura.matriz.registros import Lector, Registro, Valor, es_resto
from paac_reportes.lectura.matriz.renglones import Renglon, Renglones
from paac_reportes.lectura.matriz.tablas import Columna, Tramo
from paac_reportes.opc.visto import CeldaVista, ParteVista, TablaVista, TextoVisto
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano

_ENCIMA = re.compile(
    r"(?P<que>(?:nombre del )?proceso|(?:objetivo|alcance)(?: del proceso)?|dependencia"
    r"|secretar[ií]a u oficina)\s*+(?P<dos>:?)\s*+",
    re.IGNORECASE,
)
_ADENTRO = re.compile(
    r"(?:^|[\s|;(–-])(?P<que>(?:nombre del )?proceso|objetivo(?: del proceso)?|alcance)"
    r"\s*:\s*(?P<texto>[^|\n]+)",
    re.IGNORECASE,
)
_OBJETIVO = re.compile(r"(?<!\s)\s*+\bobjetivo(?: del proceso)?\s*+:\s*+", re.IGNORECASE)
_LARGO_DE_TITULO = 250
_PROPIOS_DE_CADA_UNA = frozenset(
    {"meta", "indicador", "fecha_programada", "fecha_inicio", "fecha_fin"}
)


@attrs.define(eq=False)
class Contexto:
    """De quién son las filas que siguen, según lo último que se dijo encima de ellas."""

    dichos: dict[str, Valor] = attrs.Factory(dict)
    """Por dato: ``dependencia.nombre``, ``proceso.objetivo``."""
    numero: int | None = None
    """El del componente."""
    con_palabra: bool = False
    """Si su título decía «Componente»."""
    intercambios: bool = False
    ultimo: int = 0
    """El número del último subcomponente de una serie."""

    def poner(self, franja: Franja, lugar: str, avisos: list[Aviso], *, palabra: str = "") -> None:
        """Cambia de quién son las filas que siguen."""
        if franja.clase == "numerada":
            franja = self._de_la_serie(franja, lugar, avisos)
        if franja.clase == "componente":
            self.componente(franja, lugar)
            self.con_palabra = en_plano(palabra).startswith("componente")
        elif franja.clase == "subcomponente":
            self.dichos["subcomponente.nombre"] = Valor(franja.nombre, lugar)
            self.ultimo = franja.numero or self.ultimo
        elif franja.clase in {"tramites", "intercambios"}:
            self.intercambios = franja.clase == "intercambios"
        else:
            dato = f"{franja.clase}.nombre"
            antes = self.dichos.get(dato)
            if antes is None or en_plano(antes.valor) != en_plano(franja.nombre):
                for otro in [d for d in self.dichos if d.partition(".")[0] != "dependencia"]:
                    del self.dichos[otro]
                self.numero = None
                self.dichos[dato] = Valor(franja.nombre, lugar)

    def componente(self, franja: Franja, lugar: str) -> None:
        """Cambia de componente; repetir su título no lo cambia."""
        antes = self.dichos.get("componente.nombre")
        mismo = (
            self.numero == franja.numero
            and antes is not None
            and (
                franja.nombre is None
                or antes.valor is None
                or rotulo_de(antes.valor).letras == rotulo_de(franja.nombre).letras
            )
        )
        if mismo and antes is not None and antes.valor is not None:
            return
        if not mismo:
            self.dichos.pop("subcomponente.nombre", None)
            if antes is not None and antes.lugar.startswith("hoja «") and "," not in antes.lugar:
                self.dichos["subcomponente.nombre"] = antes  # la hoja es una parte de él
            self.intercambios, self.ultimo, self.con_palabra = False, 0, False
        self.numero = franja.numero
        self.dichos["componente.nombre"] = Valor(franja.nombre, lugar)

    def _de_la_serie(self, franja: Franja, lugar: str, avisos: list[Aviso]) -> Franja:
        """Regla 6: «n. Nombre» sigue la serie abierta: de subcomponentes o de componentes."""
        de_sub = self.con_palabra and franja.numero == self.ultimo + 1
        de_comp = franja.numero == (self.numero or 0) + 1
        if de_sub and not es_componente_oficial(franja.nombre or ""):
            if de_comp and self.ultimo:
                leido = f"{mostrar(franja.nombre)} se leyó como un subcomponente"
                motivo = f"{leido}, y puede ser un componente"
                avisos.append(Aviso("lugar_supuesto", lugar, motivo))
            return Franja("subcomponente", f"{franja.numero}. {franja.nombre}", franja.numero)
        return Franja("componente", franja.nombre, franja.numero)


@attrs.define(eq=False)
class _Abierto:
    """El registro que se está leyendo de un tramo."""

    lector: Lector
    filas: list[int] = attrs.Factory(list)
    contexto: dict[str, Any] = attrs.Factory(dict)
    ninguno: bool = True
    """Si el tramo todavía no ha dado ninguno."""


class Recorrido:
    """Va por un documento y junta los registros de sus tramos."""

    def __init__(
        self,
        declaracion: Declaracion,
        por_tabla: Mapping[TablaVista, Sequence[Tramo]],
        corte: date | None,
    ) -> None:
        self.registros: list[Registro] = []
        self.avisos: list[Aviso] = []
        self.de_tramo: dict[Tramo, list[Aviso]] = {}
        """Avisos de cada tramo: los del que resulta no ser de la matriz no se dan."""
        self.usadas: set[str] = set()
        self.rotulos: set[str] = set()
        self.sin_leer = 0
        self.dichos: list[tuple[str, str]] = []
        self._declaracion = declaracion
        self._por_tabla = por_tabla
        self._corte = corte
        self._contexto = Contexto()
        self._hojas = {tramo.hoja for tramos in por_tabla.values() for tramo in tramos}
        self._de_arriba: dict[str, int] = {}
        self._franjas: set[str] = set()

    # ------------------------------------------------------------------ lo de encima

    def parte(self, parte: ParteVista) -> None:
        """Lee una hoja, o un documento de Word."""
        if parte.nombre:
            self._contexto = Contexto()
            self._del_nombre(parte)
        for bloque in parte.bloques:
            if isinstance(bloque, TextoVisto):
                self._parrafo(bloque)
            elif bloque in self._por_tabla:
                self._tabla(bloque)
            else:
                self._encima(bloque, range(len(bloque.filas)))

    def _del_nombre(self, parte: ParteVista) -> None:
        """Regla 8: el nombre de una hoja, si varias traen filas, es el de lo que va en ella."""
        nombre = sin_copia(parte.nombre)
        if (
            parte.nombre not in self._hojas
            or hoja_sin_nombre(nombre, de_mapa=bool(self._declaracion.hijos))
            or len(self._hojas) == 1
        ):
            return
        lugar = f"hoja «{parte.nombre}»"
        if self._declaracion.hijos:
            self._contexto.dichos["proceso.nombre"] = Valor(nombre, lugar)
            return
        if dependencia := dependencia_de(nombre):
            self._contexto.poner(Franja("dependencia", dependencia), lugar, self.avisos)
            return
        self._contexto.componente(componente_de(nombre) or componente_de_columna(nombre), lugar)
        self.avisos.append(
            Aviso("lugar_supuesto", lugar, "su nombre se leyó como el de lo que va en ella")
        )

    def _parrafo(self, texto: TextoVisto) -> None:
        """Un párrafo o un título: dice un componente, una dependencia o un proceso, o nada."""
        limpio = en_un_renglon(texto.texto)
        if len(limpio) > _LARGO_DE_TITULO:
            return
        franja = franja_de(limpio)
        es_titulo = texto.nivel is not None or limpio.isupper()
        if franja is None or franja.clase in {"numerada", "subcomponente"}:
            self._adentro(limpio, texto.lugar)
            return
        con_rotulo = ":" in limpio[:40]
        dice = es_titulo or con_rotulo or franja.clase != "dependencia"
        if dice and self._admite(franja):
            self._contexto.poner(franja, texto.lugar, self.avisos, palabra=limpio)
            self.usadas.add(texto.lugar)

    def _admite(self, franja: Franja) -> bool:
        de_mapa = franja.clase == "proceso"
        return de_mapa == bool(self._declaracion.hijos)

    def _encima(self, tabla: TablaVista, filas: range, tramo: Tramo | None = None) -> None:
        """Filas que van sobre unos rótulos: títulos, y un rótulo con su valor al lado o debajo."""
        for fila in filas:
            celdas = propias(tabla, fila) if tramo is None else tramo.propias(fila)
            if celdas and tramo is not None and (len(celdas) == 1 or a_lo_ancho(celdas)):
                self._titulo(celdas[0], tabla.lugar_de(fila, celdas[0].columna))
            for n, celda in enumerate(celdas):
                dicho = _ENCIMA.fullmatch(en_un_renglon(celda.texto))
                if dicho is None:
                    if len(celdas) > 1:
                        self._adentro(celda.texto, tabla.lugar_de(fila, celda.columna))
                    continue
                valor = self._valor_de(tabla, celdas, n, con_dos=bool(dicho["dos"]))
                if valor is not None:
                    self._decir(
                        dicho["que"], valor.texto, tabla.lugar_de(valor.fila, valor.columna)
                    )
                    self.rotulos.add(tabla.lugar_de(fila, celda.columna))

    def _titulo(self, celda: CeldaVista, lugar: str) -> None:
        """Una celda sola sobre los rótulos: un título, o «n. Nombre» de su serie."""
        franja = franja_de(celda.texto)
        if franja is None or franja.clase != "numerada" or celda.columnas == 1:
            self._parrafo(TextoVisto(celda.texto, lugar, 1))
        elif not self._declaracion.hijos:
            self._contexto.poner(franja, lugar, self.avisos)
            self.usadas.add(lugar)

    def _valor_de(
        self, tabla: TablaVista, celdas: Sequence[CeldaVista], n: int, *, con_dos: bool
    ) -> CeldaVista | None:
        """Valor de un rótulo: al lado o, si al lado hay otro rótulo o nada, debajo."""
        al_lado = celdas[n + 1] if n + 1 < len(celdas) else None
        if al_lado is not None and _ENCIMA.fullmatch(en_un_renglon(al_lado.texto)) is None:
            return al_lado
        debajo = celdas[n].fila + celdas[n].filas
        if con_dos or debajo >= len(tabla.filas):
            return None
        celda = tabla.filas[debajo][celdas[n].columna]
        return celda if celda is not None and celda.texto.strip() else None

    def _adentro(self, texto: str, lugar: str) -> None:
        """«Proceso: … Objetivo: …» dentro de un texto."""
        if not self._declaracion.hijos or len(texto) > 2 * _LARGO_DE_TITULO:
            return
        for dicho in _ADENTRO.finditer(texto):
            self._decir(dicho["que"], re.split(_ADENTRO, dicho["texto"])[0], lugar)

    def _decir(self, que: str, texto: str, lugar: str) -> None:
        """Anota lo que un rótulo de encima dice de las filas que siguen."""
        valor = Valor(texto.strip(), lugar)
        plano = en_plano(que)
        de_dependencia = plano.startswith(("dependencia", "secretaria"))
        if not valor.valor or de_dependencia == bool(self._declaracion.hijos):
            return
        if de_dependencia:
            de_hoja = self._contexto.dichos.get("componente.nombre")
            if (
                de_hoja is not None
                and de_hoja.lugar.startswith("hoja «")
                and rotulo_de(de_hoja.valor).letras in rotulo_de(valor.valor).letras
            ):
                self._contexto = Contexto()
            self._contexto.poner(Franja("dependencia", valor.valor), lugar, self.avisos)
            self.usadas.add(lugar)
            return
        campo = next((c for c in ("objetivo", "alcance") if plano.startswith(c)), "nombre")
        if campo == "nombre":
            antes = self._contexto.dichos.get("proceso.nombre")
            if antes is None or en_plano(antes.valor) != en_plano(valor.valor):
                self._contexto.dichos = {"proceso.nombre": valor}
        else:
            self._contexto.dichos.setdefault(f"proceso.{campo}", valor)
        self.usadas.add(lugar)

    # ------------------------------------------------------------------ las filas

    def _tabla(self, tabla: TablaVista) -> None:
        libre = 0
        for tramo in self._por_tabla[tabla]:
            desde = libre if tramo.entero else min(libre, tramo.desde)
            self._encima(tabla, range(desde, tramo.desde), tramo)
            libre = max(libre, tramo.hasta + 1) if tramo.entero else libre
            if tramo.raiz is not None:
                self._tramo(tramo)
                libre = tramo.fin if tramo.entero else libre
        if tabla.filas_ocultas:
            leidas = [f for r in self.registros if r.tramo.tabla is tabla for f in r.filas]
            cuantas = len({*leidas} & tabla.filas_ocultas)
            if cuantas:
                que = (
                    "fila está oculta y se leyó"
                    if cuantas == 1
                    else "filas están ocultas y se leyeron"
                )
                self.avisos.append(Aviso("oculto_leido", tabla.lugar, f"{cuantas} {que}"))

    def _tramo(self, tramo: Tramo) -> None:
        """Lee las filas de un tramo."""
        de_antes, self.avisos = self.avisos, self.de_tramo.setdefault(tramo, [])
        self._leer(tramo)
        self.avisos = de_antes

    def _leer(self, tramo: Tramo) -> None:
        tabla = tramo.tabla
        con_algo = [c for c in tramo.columnas if c.datos or c.celdas]
        for fila in range(tramo.desde, tramo.hasta + 1):
            self.rotulos |= {
                tabla.lugar_de(c.fila, c.columna)
                for c in escritas(tabla, fila)
                if any(u.desde < c.columna + c.columnas and c.columna <= u.hasta for u in con_algo)
            }
        for fila in tramo.sobra:
            self._omitir(tramo, Renglon(fila, "omitida", "son rótulos que otra fila dice mejor"))
        abierto = _Abierto(
            Lector(tramo, self._declaracion, tramo.corte or self._corte, self.avisos)
        )
        partidos = _subcomponentes_partidos(tramo)
        fin: list[Renglon] = []
        for renglon in Renglones(tramo, self._declaracion).todos():
            if renglon.clase == "fin":
                fin.append(renglon)
            else:
                self._renglon(tramo, abierto, renglon, partidos)
        self._abrir(abierto, [])
        if fin:
            self._terminar(tramo, fin)

    def _renglon(
        self, tramo: Tramo, abierto: "_Abierto", renglon: Renglon, partidos: Mapping[int, str]
    ) -> None:
        fila, es_de_datos = renglon.fila, renglon.clase == "datos"
        if self._pasa_de_pagina(tramo, abierto, fila):
            return
        self._de_las_columnas(tramo, fila, partidos, es_de_datos=es_de_datos)
        if es_de_datos:
            self._datos(tramo, abierto, fila)
        elif renglon.clase == "blanco":
            abierto.filas += [fila] if self._lo_cubre(tramo, abierto.filas, fila) else []
        elif renglon.clase == "sigue":
            self._sin_ancla(tramo, abierto, fila)
        elif renglon.clase == "franja":
            self._abrir(abierto, [])
            self._franja(tramo, renglon)
        elif renglon.clase == "sin_leer":
            self._dejar(tramo, renglon)
        elif renglon.motivo:
            self._omitir(tramo, renglon)

    def _pasa_de_pagina(self, tramo: Tramo, abierto: "_Abierto", fila: int) -> bool:
        """Regla 7: el resto de una fila nuestra más alta que su página: «2.1 (cont.)»."""
        if not es_resto(tramo, fila):
            return False
        if abierto.filas:
            abierto.filas.append(fila)
        elif not (abierto.ninguno and self._continua(tramo, abierto.lector, fila)):
            return False
        self.usadas |= {
            tramo.tabla.lugar_de(c.fila, c.columna)
            for c in tramo.propias(fila)
            if continua(c.texto)
        }
        return True

    def _datos(self, tramo: Tramo, abierto: "_Abierto", fila: int) -> None:
        """Una fila con su ancla: empieza otro registro, o repite el abierto."""
        if abierto.ninguno and self._es_resto(tramo, fila):
            self._continua(tramo, abierto.lector, fila)
        elif self._es_el_mismo(tramo, abierto.filas, fila):
            abierto.filas.append(fila)
        else:
            self._abrir(abierto, [fila])

    def _sin_ancla(self, tramo: Tramo, abierto: "_Abierto", fila: int) -> None:
        """Una fila sin su ancla: del registro abierto, otra bajo la misma, o de ninguno."""
        if abierto.ninguno and self._continua(tramo, abierto.lector, fila):
            return
        if self._es_otra_de_su_ancla(tramo, abierto.filas, fila):
            self._abrir(abierto, [fila])
        elif self._sigue(tramo, abierto.filas, fila):
            abierto.filas.append(fila)
        else:
            motivo = f"no dice su {tramo.raiz.nombre}".replace("tramite", "trámite")
            self._dejar(tramo, Renglon(fila, "sin_leer", motivo))

    def _abrir(self, abierto: "_Abierto", filas: list[int]) -> None:
        """Termina el registro abierto y empieza otro, si hay filas."""
        if abierto.filas:
            registro = abierto.lector.leer(abierto.filas, abierto.contexto)
            if abierto.contexto["intercambios"] and registro.lista == "tramites":
                registro.lista = "intercambios"
            self.registros.append(registro)
        abierto.filas = filas
        if filas:
            abierto.contexto, abierto.ninguno = self._contexto_de(), False

    def _es_el_mismo(self, tramo: Tramo, abierto: Sequence[int], fila: int) -> bool:
        """Si una fila repite el riesgo abierto, con su referencia y en su proceso."""
        if not abierto or not self._declaracion.hijos or abierto[-1] != fila - 1:
            return False
        columnas = [
            c
            for c in tramo.columnas
            if c.dato in {tramo.raiz.ancla, tramo.raiz.codigo, "proceso.nombre"}
        ]
        pares = [(tramo.celda(c, abierto[0]), tramo.celda(c, fila)) for c in columnas]
        return all(
            en_plano(una.texto if una else "") == en_plano(otra.texto if otra else "")
            for una, otra in pares
        )

    def _ancla(self, tramo: Tramo) -> Columna:
        columna = tramo.de(tramo.raiz.ancla) or tramo.de(tramo.raiz.codigo)
        assert columna is not None  # noqa: S101 - sin ella no es un tramo de la raíz
        return columna

    def _lo_cubre(self, tramo: Tramo, abierto: Sequence[int], fila: int) -> bool:
        """Si la celda del ancla abierta llega hasta una fila."""
        if not abierto:
            return False
        celda = tramo.celda(self._ancla(tramo), fila)
        return (
            celda is not None
            and celda.fila < fila
            and celda is tramo.celda(self._ancla(tramo), abierto[0])
        )

    def _es_otra_de_su_ancla(self, tramo: Tramo, abierto: Sequence[int], fila: int) -> bool:
        """Regla 8: bajo un ancla combinada, la que trae su indicador, meta o fecha es otra."""
        if not self._declaracion.una_por_fila or not self._lo_cubre(tramo, abierto, fila):
            return False
        return any(
            c.campo in _PROPIOS_DE_CADA_UNA
            and c.objeto == tramo.raiz.nombre
            and (celda := tramo.celda(c, fila)) is not None
            and celda.fila == fila
            for c in tramo.columnas
        )

    def _sigue(self, tramo: Tramo, abierto: Sequence[int], fila: int) -> bool:
        """Regla 7: si una fila sin ancla sigue a la de arriba."""
        if not abierto:
            return False
        if self._lo_cubre(tramo, abierto, fila):
            return True
        de_corte, hijos = self._declaracion.de_corte, self._declaracion.hijos
        propias_ = {id(c) for c in tramo.propias(fila)}
        columnas = [c for c in tramo.columnas if c.datos and id(tramo.celda(c, fila)) in propias_]
        if hijos:
            seguida = abierto[-1] == fila - 1 or any(
                (celda := tramo.celda(c, fila)) is not None and celda.fila in abierto
                for c in tramo.columnas
            )
            return seguida and any(
                c.objeto in hijos or c.dato in self._declaracion.de_lista for c in columnas
            )
        if len(propias_) == 1 and columnas and columnas[0].objeto == de_corte:
            celda = tramo.propias(fila)[0]
            motivo = "sigue al texto de la fila de arriba: se agregó en otro renglón"
            lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
            self.avisos.append(Aviso("fila_continuada", lugar, motivo))
            return abierto[-1] == fila - 1
        return False

    def _es_resto(self, tramo: Tramo, fila: int) -> bool:
        """Regla 7: si la primera tras unos rótulos repetidos es el resto de la de antes.

        Ni código, ni responsable, ni fecha, donde las demás traen su código.
        """
        anterior = self.registros[-1] if self.registros else None
        if self._declaracion.hijos or anterior is None or anterior.raiz is not tramo.raiz:
            return False
        codigo = tramo.raiz.codigo.partition(".")[2]
        datos = {c.campo for c in tramo.columnas if tramo.celda(c, fila) is not None}
        sobran = {codigo, "responsable", "fecha_programada", "fecha_inicio", "fecha_fin"}
        return (
            codigo in anterior.datos
            and tramo.de(tramo.raiz.codigo) is not None
            and not datos & sobran
        )

    def _continua(self, tramo: Tramo, lector: Lector, fila: int) -> bool:
        """Regla 7: la primera tras unos rótulos repetidos, sin su ancla, sigue a la de antes."""
        anterior = self.registros[-1] if self.registros else None
        if anterior is None or anterior.raiz is not tramo.raiz or self._declaracion.hijos:
            return False
        resto = lector.leer([fila], {})
        lector.unir(anterior, resto)
        motivo = f"no dice de qué es: se unió a la de antes, {anterior.lugar}"
        self.avisos.append(Aviso("fila_continuada", tramo.tabla.lugar_de(fila), motivo))
        return True

    # ------------------------------------------------------------------ de quién es

    def _de_las_columnas(
        self, tramo: Tramo, fila: int, partidos: Mapping[int, str], *, es_de_datos: bool
    ) -> None:
        """Toma lo que las columnas de una fila dicen de quién es; un blanco es lo de arriba."""
        for dato in self._declaracion.contexto:
            columna = tramo.de(dato)
            if columna is None:
                continue
            celda = tramo.celda(columna, fila)
            if celda is None:
                if es_de_datos and dato in self._contexto.dichos:
                    self._de_arriba[columna.lugar] = self._de_arriba.get(columna.lugar, 0) + 1
                continue
            if a_lo_ancho(tramo.en(fila)) is not None:
                continue  # una franja
            lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
            texto = partidos.get(id(celda)) or celda.texto.strip()
            texto = sin_continua(texto) if "cont" in texto[-20:].lower() else texto
            if numero_sin_nombre(texto) is None or dato != "subcomponente.nombre" or es_de_datos:
                self._poner(dato, texto, lugar)
            self.usadas.add(lugar)
        if self._declaracion.hijos:
            self._del_proceso(tramo, fila)

    def _poner(self, dato: str, texto: str, lugar: str) -> None:
        if dato == "componente.nombre":
            self._contexto.componente(componente_de_columna(texto), lugar)
            return
        antes = self._contexto.dichos.get(dato)
        if antes is not None and en_plano(antes.valor) == en_plano(texto):
            return
        if dato == "proceso.nombre":
            nombre, *objetivo = _OBJETIVO.split(texto, maxsplit=1)
            self._contexto.dichos = {dato: Valor(nombre.strip(), lugar)}
            if objetivo:
                self._contexto.dichos["proceso.objetivo"] = Valor(objetivo[0].strip(), lugar)
            return
        self._contexto.dichos[dato] = Valor(texto, lugar)
        if dato == "dependencia.nombre" and antes is not None:
            self._contexto.dichos.pop("subcomponente.nombre", None)

    def _del_proceso(self, tramo: Tramo, fila: int) -> None:
        for columna in tramo.columnas:
            if columna.objeto == "proceso" and columna.campo != "nombre":
                celda = tramo.celda(columna, fila)
                if celda is not None:
                    lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
                    self._contexto.dichos.setdefault(
                        columna.dato, Valor(" ".join(celda.texto.split()), lugar)
                    )
                    self.usadas.add(lugar)

    def _contexto_de(self) -> dict[str, Any]:
        """De quién es la fila de ahora."""
        de_la_fila: dict[str, Any] = dict(self._contexto.dichos)
        de_la_fila["numero"] = self._contexto.numero
        de_la_fila["intercambios"] = self._contexto.intercambios
        return de_la_fila

    def _franja(self, tramo: Tramo, renglon: Renglon) -> None:
        """Regla 6: una franja cambia de quién son las filas que siguen; la que no, se dice."""
        celda, franja = renglon.celda, renglon.franja
        assert celda is not None  # noqa: S101 - toda franja es de una celda
        lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
        texto = en_un_renglon(celda.texto)
        self.usadas.add(lugar)
        if franja is not None and self._admite(franja):
            self._contexto.poner(franja, lugar, self.avisos, palabra=texto)
            return
        proceso = self._contexto.dichos.get("proceso.nombre")
        de_franja = proceso is None or proceso.lugar in self._franjas
        if self._declaracion.hijos and tramo.de("proceso.nombre") is None and de_franja:
            self._franjas.add(lugar)
            self._contexto.dichos = {"proceso.nombre": Valor(texto, lugar)}
            motivo = f"se leyó como el proceso de los riesgos de debajo: {mostrar(texto)}"
            self.avisos.append(Aviso("lugar_supuesto", lugar, motivo))
            return
        if self._declaracion.hijos:
            self._contexto.dichos["riesgo.franja"] = Valor(texto, lugar)
            quedo = "quedó en extras.franja de los riesgos de debajo"
            motivo = f"{mostrar(texto)} no es el proceso: {quedo}"
            self.avisos.append(Aviso("lugar_supuesto", lugar, motivo))
            return
        self._omitir(tramo, Renglon(renglon.fila, "omitida", "no se sabe de qué es"))

    # ------------------------------------------------------------------ lo que se dice

    def _textos(self, tramo: Tramo, fila: int) -> str:
        return mostrar(" | ".join(en_un_renglon(c.texto) for c in tramo.propias(fila)))

    def _omitir(self, tramo: Tramo, renglon: Renglon) -> None:
        """Dice una fila que no es de datos."""
        self._anotar(tramo, renglon.fila, "fila_omitida")
        motivo = f"{renglon.motivo}, y no se leyó: {self._textos(tramo, renglon.fila)}"
        self.avisos.append(Aviso("fila_omitida", tramo.tabla.lugar_de(renglon.fila), motivo))

    def _dejar(self, tramo: Tramo, renglon: Renglon) -> None:
        """Dice una fila con algo que no se tomó."""
        self.sin_leer += 1
        self._anotar(tramo, renglon.fila, "fila_sin_leer")
        motivo = f"{renglon.motivo}, y no se leyó: {self._textos(tramo, renglon.fila)}"
        self.avisos.append(Aviso("fila_sin_leer", tramo.tabla.lugar_de(renglon.fila), motivo))

    def _anotar(self, tramo: Tramo, fila: int, codigo: str) -> None:
        self.dichos.append((tramo.tabla.lugar_de(fila), codigo))
        for celda in tramo.propias(fila):
            self.dichos.append((tramo.tabla.lugar_de(celda.fila, celda.columna), codigo))

    def _terminar(self, tramo: Tramo, renglones: Sequence[Renglon]) -> None:
        """Dice lo que va bajo la matriz y no es de ella: una escala, unas instrucciones."""
        con_algo = [r for r in renglones if tramo.propias(r.fila)]
        for renglon in con_algo:
            self._anotar(tramo, renglon.fila, "tabla_omitida")
        cuantas = "1 fila" if len(con_algo) == 1 else f"{len(con_algo)} filas"
        primero = renglones[0]
        textos = self._textos(tramo, primero.fila)
        motivo = f"{primero.motivo}, y no se leyó ({cuantas}): {textos}"
        self.avisos.append(Aviso("tabla_omitida", tramo.tabla.lugar_de(primero.fila), motivo))

    def avisos_de_arriba(self) -> Iterator[Aviso]:
        """Avisos de los blancos que se leyeron como lo de arriba, uno por columna."""
        for lugar, cuantas in self._de_arriba.items():
            filas = "1 fila" if cuantas == 1 else f"{cuantas} filas"
            motivo = f"{filas} en blanco: se tomó lo de arriba"
            yield Aviso("dato_de_arriba", lugar, motivo)


def _subcomponentes_partidos(tramo: Tramo) -> Mapping[int, str]:
    """Regla 6: «SUBCOMPONENTE n» en una celda y su nombre en la de abajo, mientras siga n.x."""
    columna, codigo = tramo.de("subcomponente.nombre"), tramo.de(tramo.raiz.codigo)
    if columna is None or codigo is None:
        return {}
    celdas = list(columna.celdas)
    nombres: dict[int, str] = {}
    for primera, segunda in itertools.pairwise(celdas):
        numero = numero_sin_nombre(primera.texto)
        if numero is None or numero_sin_nombre(segunda.texto) is not None:
            continue
        debajo = tramo.celda(codigo, segunda.fila)
        if debajo is not None and re.match(rf"{numero}[.,]", debajo.texto.strip()):
            entero = f"{sin_continua(primera.texto)} {sin_continua(segunda.texto)}"
            nombres[id(primera)] = nombres[id(segunda)] = entero
    return nombres
