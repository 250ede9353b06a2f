"""De quién son las filas que siguen, según lo último que se dijo encima de ellas (reglas 6 y 8)."""

from typing import Any

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.matriz.franjas import (
    Franja,
    componente_de_columna,
    dependencia_de,
    dichos_en,
    franja_de,
)
from paac_reportes.lectura.matriz.palabras import rotulo_de
from paac_reportes.lectura.matriz.registros import Valor
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano


@attrs.define(eq=False)
class Contexto:
    """Dependencia, componente y subcomponente de unas filas de un plan; de un mapa, el proceso."""

    de_mapa: bool
    usadas: set[str]
    """Las celdas que dicen de quién es algo."""
    dichos: dict[str, Valor] = attrs.Factory(dict)
    """Por dato: ``dependencia.nombre``, ``proceso.objetivo``."""
    numero: int | None = None
    """El del componente."""
    con_palabra: bool = False
    """Si su título decía «Componente»."""
    lista: str = "tramites"
    """En cuál van sus trámites: ``tramites`` o ``intercambios``."""
    ultimo: int = 0
    """El número del último subcomponente de una serie."""
    de_franja: str = ""
    """El lugar de la franja que dijo el proceso."""

    @property
    def de_la_fila(self) -> dict[str, Any]:
        """Lo dicho hasta aquí, que es de la fila que empieza."""
        return {**self.dichos, "numero": self.numero, "lista": self.lista}

    def hoja(self, nombre: str, lugar: str, avisos: list[Aviso]) -> None:
        """Regla 8: el nombre de una hoja, si varias traen filas, es el de lo que va en ella."""
        if self.de_mapa:
            self.decir("proceso.nombre", nombre, lugar)
        elif dependencia_de(nombre):
            self.decir("dependencia.nombre", nombre, lugar)
        else:
            self.componente(componente_de_columna(nombre), lugar)
            motivo = "su nombre se leyó como el de lo que va en ella"
            avisos.append(Aviso("lugar_supuesto", lugar, motivo))

    def titulo(self, texto: str, lugar: str, avisos: list[Aviso], *, ancho: bool = False) -> None:
        """Un párrafo o una celda sola de encima: un componente, una dependencia, un proceso o nada.

        «n. Nombre» es de su serie si va a lo ancho de la tabla.
        """
        self.rotulados(en_un_renglon(texto), lugar)
        franja = None if self.de_mapa else franja_de(texto)
        no_van = {"proceso", "subcomponente", *(() if ancho else ("numerada",))}
        if franja is not None and franja.clase not in no_van:
            self.poner(franja, texto, lugar, avisos)

    def rotulado(self, dato: str, texto: str, lugar: str) -> None:
        """Lo que un rótulo dice del proceso de un mapa, o de la dependencia de un plan."""
        if texto.strip() and dato.startswith("proceso" if self.de_mapa else "dependencia"):
            self.decir(dato, texto.strip(), lugar)
            self.usadas.add(lugar)

    def rotulados(self, texto: str, lugar: str, dato: str = "") -> None:
        """«Proceso: … Objetivo: …» dentro de un texto de un mapa; ``dato``: el de su columna."""
        for dicho, valor in dichos_en(texto, dato) if self.de_mapa else ():
            self.rotulado(dicho, valor, lugar)

    def columna(self, dato: str, texto: str, lugar: str) -> None:
        """Lo que la columna de un dato dice de quién es su fila."""
        self.usadas.add(lugar)
        self.rotulados(texto, lugar, dato)
        if dato == "componente.nombre":
            self.componente(componente_de_columna(texto), lugar)
        elif not self.de_mapa:
            self.decir(dato, texto, lugar)

    def franja(
        self, franja: Franja, texto: str, lugar: str, avisos: list[Aviso], *, con_columna: bool
    ) -> bool:
        """Regla 6: si una franja dice de quién es lo de debajo; ``con_columna``: la de procesos."""
        if not self.de_mapa:
            if va := franja.clase not in {"", "proceso"}:
                self.poner(franja, texto, lugar, avisos)
            return va
        if franja.clase == "proceso":
            self.rotulados(texto, lugar)
            return True
        antes = self.dichos.get("proceso.nombre")
        if con_columna or (antes is not None and antes.lugar != self.de_franja):
            self.dichos["riesgo.franja"] = Valor(texto, lugar)
            quedo = "quedó en extras.franja de los riesgos de debajo"
            motivo = f"{mostrar(texto)} no es el proceso: {quedo}"
        else:
            self.rotulado("proceso.nombre", texto, lugar)
            self.de_franja = self.dichos["proceso.nombre"].lugar
            motivo = f"se leyó como el proceso de los riesgos de debajo: {mostrar(texto)}"
        self.usadas.add(lugar)
        avisos.append(Aviso("lugar_supuesto", lugar, motivo))
        return True

    def decir(self, dato: str, texto: str, lugar: str) -> None:
        """Pone un dato; la dependencia o el proceso que cambia, sin lo que se dijo del de antes."""
        antes = self.dichos.get(dato)
        if antes is not None and (antes.valor == texto or antes.plano == en_plano(texto)):
            return
        if dato in {"dependencia.nombre", "proceso.nombre"}:
            self.dichos, self.numero = {}, None
        self.dichos[dato] = Valor(texto, lugar)

    def poner(self, franja: Franja, texto: str, lugar: str, avisos: list[Aviso]) -> None:
        """Cambia de quién son las filas que siguen por lo que dice un texto que va solo."""
        self.usadas.add(lugar)
        if franja.clase == "numerada":
            franja = self._de_la_serie(franja, lugar, avisos)
        if franja.clase == "componente":
            self.componente(franja, lugar)
            self.con_palabra = en_plano(texto).startswith("componente")
        elif franja.nombre is None:
            self.lista = franja.clase
        else:
            self.decir(f"{franja.clase}.nombre", franja.nombre, lugar)
            self.ultimo = franja.numero or self.ultimo

    def componente(self, franja: Franja, lugar: str) -> None:
        """Cambia de componente; repetir su título no lo cambia."""
        antes = self.dichos.get("componente.nombre")
        mismo = (
            antes is not None
            and self.numero == franja.numero
            and (
                None in {antes.valor, franja.nombre}
                or rotulo_de(antes.valor).letras == rotulo_de(franja.nombre or "").letras
            )
        )
        if not mismo:
            self.dichos.pop("subcomponente.nombre", None)
            if antes is not None and antes.lugar.startswith("hoja «") and "," not in antes.lugar:
                self.dichos["subcomponente.nombre"] = antes  # la hoja es una parte de él
            self.lista, self.ultimo, self.con_palabra = "tramites", 0, False
        elif antes is not None and antes.valor is not None:
            return
        self.numero = franja.numero
        self.dichos["componente.nombre"] = Valor(franja.nombre, lugar)

    def _de_la_serie(self, franja: Franja, lugar: str, avisos: list[Aviso]) -> Franja:
        """Regla 6: «n. Nombre» sigue la serie abierta: de subcomponentes o de componentes."""
        if not self.con_palabra or franja.numero != self.ultimo + 1:
            return franja._replace(clase="componente")
        if self.ultimo and franja.numero == (self.numero or 0) + 1:
            leido = f"{mostrar(franja.nombre)} se leyó como un subcomponente"
            motivo = f"{leido}, y puede ser un componente"
            avisos.append(Aviso("lugar_supuesto", lugar, motivo))
        return franja._replace(clase="subcomponente", nombre=f"{franja.numero}. {franja.nombre}")
