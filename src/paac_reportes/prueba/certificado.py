"""El resultado de verificar un archivo: el veredicto, qué difiere y qué no se puede afirmar."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Literal

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.errores import Aviso, Falla
from paac_reportes.prueba.renglon import como_dato
from paac_reportes.textos.frases import acortado, con_mayuscula
from paac_reportes.textos.lo_que_queda import Revisado
from paac_reportes.textos.valores import contar

# ------------------------------------------------------------------ certificado

_ALREDEDOR = 40
"""Letras que se repiten a cada lado de la primera distinta."""
_CORTO = 120


@clases.frozen
class Diferencia:
    """Un lugar del archivo que no dice lo que debe; ``None`` es que no hay nada."""

    lugar: str
    esperado: str | None
    hallado: str | None

    def __str__(self) -> str:
        return f"{self.lugar}: {self.mensaje}"

    @property
    def mensaje(self) -> str:
        """Qué se esperaba y qué hay, cerca de la primera letra distinta."""
        if self.hallado is None:
            return f"se esperaba «{acortado(self.esperado or '', _CORTO)}», y no está"
        if self.esperado is None:
            return f"sobra «{acortado(self.hallado, _CORTO)}»"
        desde = primera_distinta(self.esperado, self.hallado)
        esperado, encontrado = (_cerca(texto, desde) for texto in (self.esperado, self.hallado))
        return f"se esperaba «{esperado}», se encontró «{encontrado}»"


def primera_distinta(unos: Sequence[object], otros: Sequence[object]) -> int:
    """Cuántos son iguales, desde el primero: letras de un texto o renglones de un archivo."""
    pares = enumerate(zip(unos, otros, strict=False))
    return next((n for n, (a, b) in pares if a != b), min(len(unos), len(otros)))


def _cerca(texto: str, lugar: int) -> str:
    if len(texto) <= _CORTO:
        return texto
    desde, hasta = max(lugar - _ALREDEDOR, 0), lugar + _ALREDEDOR
    return f"{'…' * (desde > 0)}{texto[desde:hasta]}{'…' * (hasta < len(texto))}"


Veredicto = Literal["identico", "dice_lo_mismo", "no_se_puede_afirmar", "distinto"]
IDENTICO: Final = "identico"
DICE_LO_MISMO: Final = "dice_lo_mismo"
NO_SE_PUEDE_AFIRMAR: Final = "no_se_puede_afirmar"
DISTINTO: Final = "distinto"
SIN_ASPECTO: Final = "el aspecto no se comprueba"
_TITULOS = {
    IDENTICO: "es idéntico al que se emite",
    DICE_LO_MISMO: f"dice lo mismo que el que se emite; {SIN_ASPECTO}",
    NO_SE_PUEDE_AFIRMAR: "no se puede afirmar que diga lo mismo que el que se emite",
    DISTINTO: "es distinto del que se emite",
}


_DE_MEJOR_A_PEOR: tuple[Veredicto, ...] = (IDENTICO, DICE_LO_MISMO, NO_SE_PUEDE_AFIRMAR, DISTINTO)


def el_peor(*veredictos: Veredicto) -> Veredicto:
    """El de quien pide varias pruebas: han de pasar todas."""
    return max(veredictos, key=_DE_MEJOR_A_PEOR.index)


@clases.frozen
class Reparo:
    """Algo por lo que un archivo no es idéntico o no se puede afirmar qué dice, y dónde."""

    lugar: str
    mensaje: str

    def __str__(self) -> str:
        return f"{self.lugar}: {self.mensaje}" if self.lugar else self.mensaje


@clases.frozen
class Juicio:
    """Lo que resulta de poner un archivo junto al que se hace de nuevo."""

    veredicto: Veredicto
    diferencias: tuple[Diferencia, ...] = ()
    reparos: tuple[Reparo, ...] = ()


@clases.frozen(kw_only=True)
class Constancia:
    """El acta que nombra al archivo, por su huella."""

    acta: str
    """El archivo del acta."""
    emitido_como: str
    """Cómo se llamaba al emitirlo."""
    clave: str
    """La del encargo."""
    datos: str | None
    """La huella de los datos con que se emitió."""
    forma: str | None
    """La del formato."""
    huella: str | None = None
    """La del código que lo escribió."""
    trae_firma: bool = False
    firma_comprobada: bool
    """Si la firma del acta es de la llave pública que se dio."""

    @property
    def sin_comprobar(self) -> bool:
        """Si trae una firma y no se dio con qué comprobarla."""
        return self.trae_firma and not self.firma_comprobada


@clases.frozen(kw_only=True)
class Prueba:
    """Una de las que se pidieron de un archivo, y qué dio; si son dos, han de pasar las dos."""

    con: Literal["acta", "datos"]
    """El acta que lo nombra, o hacerlo otra vez con sus datos y su forma."""
    veredicto: Veredicto
    dice: str
    """De qué acta, o de qué formato y corte."""

    @property
    def pasa(self) -> bool:
        """Si es idéntico."""
        return self.veredicto == IDENTICO

    def __str__(self) -> str:
        return f"con {_CON[self.con]}, {_TITULOS[self.veredicto]} ({self.dice})"


_CON = {"acta": "el acta", "datos": "los datos y la forma"}
SIN_COMPROBAR: Final = "trae firma y no se comprobó"


@clases.frozen(kw_only=True)
class Certificado(SeMuestra):
    """Lo que se prueba de un archivo: si es el que sale de esos datos, o el que un acta nombra."""

    veredicto: Veredicto
    """``identico``, ``dice_lo_mismo``, ``no_se_puede_afirmar`` o ``distinto``."""
    tipo: str
    sha256_del_archivo: str
    sha256_de_los_datos: str | None = None
    """De los datos en JSON canónico: sin espacios y con las claves en orden.

    De los que se publican, si se verificó lo publicado: quien sólo los tiene a ellos lo repite.
    """
    constancia: Constancia | None = None
    """La del acta, si se dio y lo nombra."""
    pruebas: tuple[Prueba, ...] = ()
    """Cada una de las que se pidieron: con el acta, con los datos y la forma, o las dos."""
    version: str
    """La de la biblioteca."""
    version_contrato: int
    formato: str | None = None
    version_del_formato: str | None = None
    corte: date | None = None
    entidad: str | None = None
    vigencia: int | None = None
    publico: bool = False
    """Si lo que debe decir es lo que se publica."""
    revisado: Revisado | None = None
    """De lo que se publica, cuánto de lo que quedaba respondió una persona, si alguna lo hizo."""
    sin_revisar: int = 0
    """De lo que se publica, cuánto queda que ninguna persona revisó."""
    fecha: date | None = None
    """El día en que se verificó, si quien lo pide lo dice."""
    basta_el_texto: bool = False
    """Si quien lo pidió acepta también el que dice lo mismo, que es otro archivo."""
    versiones: dict[str, str] = attrs.Factory(dict)
    """Con las que se hizo de nuevo: la de Python y las de lo que decide los bytes."""
    diferencias: tuple[Diferencia, ...] = ()
    """Lo que se lee distinto, y dónde."""
    reparos: tuple[Reparo, ...] = ()
    """Lo que impide afirmar que diga lo mismo, y lo que puede explicar que no sea idéntico."""
    avisos: tuple[Aviso, ...] = ()

    @property
    def pasa(self) -> bool:
        """Si es idéntico, y sólo entonces."""
        return self.veredicto == IDENTICO

    @property
    def se_acepta(self) -> bool:
        """Si pasa o, cuando quien lo pidió dijo que basta el texto, si dice lo mismo."""
        return self.pasa or (self.basta_el_texto and self.veredicto == DICE_LO_MISMO)

    @property
    def dice(self) -> str:
        """El veredicto en una frase, y que se pidió que baste el texto, si se pidió."""
        basta = "; se pidió que baste el texto" if self.basta_el_texto else ""
        return f"{_TITULOS[self.veredicto]}{basta}"

    def _cuadro(self) -> Cuadro:
        """El veredicto, por qué, y de qué."""
        filas: list[tuple[str, str | None, str | None]] = [
            (una.lugar, una.esperado, una.hallado) for una in self.diferencias
        ]
        filas += [(uno.lugar, None, uno.mensaje) for uno in self.reparos]
        notas = [f"sha256: {self.sha256_del_archivo}."]
        if self.formato is not None:
            notas.append(f"{self.formato}, versión {self.version_del_formato}, de {self.entidad}.")
            notas.append(f"Corte: {self.corte or 'ninguno'}.")
        if self.revisado is not None:
            cuantos = contar(
                self.revisado.quedan + self.revisado.se_omiten,
                "número, correo o teléfono",
                "números, correos y teléfonos",
            )
            notas.append(
                f"Antes de publicarse, una persona revisó {cuantos}:"
                f" {self.revisado.quedan} se dejaron y {self.revisado.se_omiten} se omitieron."
            )
        if self.sin_revisar:
            notas.append(f"Se publica sin revisar lo que queda: {self.sin_revisar} por mirar.")
        if self.constancia is not None:
            firma = f"; {SIN_COMPROBAR}" if self.constancia.sin_comprobar else ""
            emitido = f"Está en {self.constancia.acta}, como {self.constancia.emitido_como}"
            notas.append(f"{emitido}{firma}.")
        if len(self.pruebas) > 1:
            notas += [con_mayuscula(f"{prueba}.") for prueba in self.pruebas]
        notas.append(
            f"Diferencias: {len(self.diferencias)}. Reparos: {len(self.reparos)}."
            f" Avisos: {len(self.avisos)}."
        )
        return Cuadro(
            titulo=f"El .{self.tipo} {self.dice}",
            columnas=("Dónde", "Esperado", "Hallado"),
            filas=filas,
            son="diferencias",
            notas=tuple(notas),
        )

    def datos(self) -> dict[str, Any]:
        """Lo mismo, para escribirlo como JSON."""
        de_todos = attrs.asdict(self, value_serializer=como_dato)
        como = {"pasa": self.pasa, "se_acepta": self.se_acepta, "dice": self.dice}
        return {"veredicto": self.veredicto, **como, **de_todos}


@clases.frozen(kw_only=True)
class Verificado:
    """Lo que se supo de un archivo, entre varios: su certificado o, si no lo hay, por qué."""

    archivo: str
    certificado: Certificado | None = None
    fallas: tuple[Falla, ...] = ()
    """Por qué no se pudo verificar: del archivo, de sus datos o de la máquina."""
    avisos: tuple[Aviso, ...] = ()
    """Lo que conviene revisar de sus datos."""

    @property
    def pasa(self) -> bool:
        """Si hay certificado, y pasa."""
        return self.certificado is not None and self.certificado.pasa

    @property
    def se_acepta(self) -> bool:
        """Si hay certificado, y se acepta."""
        return self.certificado is not None and self.certificado.se_acepta

    def datos(self) -> dict[str, Any]:
        """Lo mismo, para escribirlo como JSON."""
        if self.certificado is not None:
            return {"archivo": self.archivo, **self.certificado.datos()}
        fallas_en_datos = [
            {"codigo": una.codigo, "ruta": una.ruta, "mensaje": una.mensaje} for una in self.fallas
        ]
        sin_veredicto = {"veredicto": None, "pasa": False, "se_acepta": False}
        return {"archivo": self.archivo, **sin_veredicto, "fallas": fallas_en_datos}
