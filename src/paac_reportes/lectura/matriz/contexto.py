"""De quién son las filas que siguen, según lo último que se dijo encima de ellas (reglas 6 y 8)."""

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.matriz.franjas import Franja
from paac_reportes.lectura.matriz.palabras import rotulo_de
from paac_reportes.lectura.matriz.registros import Valor
from paac_reportes.textos.plano import en_plano


@attrs.define(eq=False)
class Contexto:
    """Dependencia, componente y subcomponente de unas filas de un plan; de un mapa, el proceso."""

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

    def decir(self, dato: str, texto: str, lugar: str) -> None:
        """Pone un dato; la dependencia o el proceso que cambia, sin lo que se dijo del de antes."""
        antes = self.dichos.get(dato)
        if antes is not None and en_plano(antes.valor) == en_plano(texto):
            return
        if dato in {"dependencia.nombre", "proceso.nombre"}:
            self.dichos, self.numero = {}, None
        self.dichos[dato] = Valor(texto, lugar)

    def poner(self, franja: Franja, lugar: str, avisos: list[Aviso], *, palabra: str = "") -> None:
        """Cambia de quién son las filas que siguen por lo que dice un texto que va solo."""
        if franja.clase == "numerada":
            franja = self._de_la_serie(franja, lugar, avisos)
        if franja.clase == "componente":
            self.componente(franja, lugar)
            self.con_palabra = en_plano(palabra).startswith("componente")
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
