"""El resultado de verificar un archivo: el veredicto, y en qué difiere lo que se lee en él."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

import attrs

from paac_reportes import clases
from paac_reportes.cotejo.cambios import Clase
from paac_reportes.cuadros import Cuadro, SeMuestra, cuantos
from paac_reportes.errores import Aviso, aviso_como_dato
from paac_reportes.prueba.acta import como_dato
from paac_reportes.textos.frases import acortado, con_mayuscula, donde_difieren
from paac_reportes.textos.publico import Revisado
from paac_reportes.textos.valores import contar

# ------------------------------------------------------------------ certificado

_ALREDEDOR = 40
"""Letras que se citan a cada lado de lo que difiere."""
_CORTO = 120
"""Letras de un texto que se cita entero."""


@clases.frozen
class Diferencia:
    """Diferencia en un lugar de un archivo con el que se emitió."""

    lugar: str
    clase: Clase
    """Qué: una celda ``editada``, una línea que ``falta``, ``agregada``, ``repetida`` o ``movida``,
    una ``columna``, una ``tabla``, o lo de ``alrededor``."""
    esperado: str | None
    """``None`` si no había nada."""
    hallado: str | None
    """``None`` si no hay nada."""

    def __str__(self) -> str:
        return f"{self.lugar}: {self.mensaje}"

    @property
    def mensaje(self) -> str:
        """Qué se esperaba y qué hay, en lo que difieren."""
        if self.hallado is None:
            return f"se esperaba «{acortado(self.esperado or '', _CORTO)}», y no está"
        if self.esperado is None:
            return f"{_QUE_PASA.get(self.clase, 'sobra')} «{acortado(self.hallado, _CORTO)}»"
        esperado, encontrado = donde_difieren(
            self.esperado, self.hallado, letras=_CORTO, alrededor=_ALREDEDOR
        )
        return f"se esperaba «{esperado}», se encontró «{encontrado}»"


_QUE_PASA: Final[Mapping[Clase, str]] = {
    "movida": "está en otro lugar",
    "repetida": "está otra vez",
}


Veredicto = Literal["identico", "distinto"]
_SIN_COMPARAR: Final = "no se comparó lo que dice"
_AGREGADO: Final = (
    "son los bytes emitidos, con algo agregado después (una firma, por ejemplo): ábralo en un"
    " lector que valide firmas"
)


@clases.frozen
class Juicio:
    """Juicio de poner un archivo junto al que debía ser."""

    diferencias: tuple[Diferencia, ...] | None
    """En lo que se lee; ``None`` si no se comparó."""
    motivos: tuple[str, ...] = ()
    """Por qué no se comparó, o qué más hay que saber."""
    identico: bool = False
    agregado: bool = False
    """Si empieza con los bytes que debía traer, y sigue."""


IGUAL: Final = Juicio((), identico=True)


def sin_comparar(motivo: str) -> Juicio:
    """Juicio de un archivo distinto cuyo contenido no se compara."""
    return Juicio(None, (motivo,))


@clases.frozen(kw_only=True)
class Constancia:
    """El acta que nombra al archivo, por su huella."""

    acta: str
    """El archivo del acta."""
    emitido_como: str
    """Cómo se llamaba al emitirlo."""
    clave: str
    """Clave del encargo."""
    datos: str | None
    """La huella de los datos con que se emitió."""
    forma: str | None
    """Huella del formato."""
    huella: str | None = None
    """Huella del código que lo escribió."""


@clases.frozen(kw_only=True)
class Certificado(SeMuestra):
    """Certificado de un archivo: si es el que se emitió, según un acta o según sus datos."""

    veredicto: Veredicto
    """``identico`` o ``distinto``."""
    tipo: str
    sha256_del_archivo: str
    sha256_de_los_datos: str | None = None
    """De los datos en JSON canónico: sin espacios y con las claves en orden.

    De los que se publican, si se verificó lo publicado: quien sólo los tiene a ellos lo repite.
    """
    constancia: Constancia | None = None
    """Constancia del acta, si se dio y lo nombra."""
    version: str
    """Versión de la biblioteca."""
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
    versiones: dict[str, str] = attrs.Factory(dict)
    """Con las que se hizo de nuevo: la de Python y las de lo que decide los bytes."""
    diferencias: tuple[Diferencia, ...] | None = ()
    """Diferencias de lo que se lee, y dónde: ninguna si se lee lo mismo.

    ``None`` si no se comparó lo que dice: lo que no es Word ni Excel, un acta sola, uno dañado o
    cifrado, o lo que se escribió con otra versión.
    """
    agregado: bool = False
    """Si son los bytes emitidos, con algo agregado después."""
    motivos: tuple[str, ...] = ()
    """Por qué no se comparó, o qué no coincide con el acta."""
    avisos: tuple[Aviso, ...] = attrs.field(default=(), repr=cuantos)

    @property
    def pasa(self) -> bool:
        """Si es idéntico, y sólo entonces."""
        return self.veredicto == "identico"

    @property
    def dice(self) -> str:
        """El veredicto en una frase."""
        if self.pasa:
            return "es el archivo que se emitió"
        if self.agregado:
            return _AGREGADO
        # El que el acta nombra se emitió, aunque de estos datos no salga.
        no_es = "no es el archivo que se emitió"
        if self.formato is None:
            no_es = "esa acta no lo nombra"
        if self.constancia is not None:
            no_es = f"{self.constancia.acta} lo nombra, y no es el que sale de esos datos"
        if self.diferencias is None:
            return f"{no_es}; {_SIN_COMPARAR}"
        if not self.diferencias:
            return f"{no_es}; lo que se lee en él es lo mismo"
        cuantas = contar(len(self.diferencias), "diferencia", "diferencias")
        return f"{no_es}; en lo que se lee hay {cuantas}"

    def __str__(self) -> str:
        """Todo lo que dice, con cada diferencia en su renglón."""
        cuadro = self._cuadro()
        return "\n".join((cuadro.titulo, *cuadro.notas, *map(str, self.diferencias or ())))

    def _cuadro(self) -> Cuadro:
        """El veredicto, por qué, y de qué."""
        notas = [con_mayuscula(f"{motivo}.") for motivo in self.motivos]
        notas.append(f"sha256: {self.sha256_del_archivo}.")
        if self.sha256_de_los_datos is not None:
            notas.append(f"sha256 de los datos: {self.sha256_de_los_datos}.")
        if self.formato is not None:
            notas.append(f"{self.formato}, versión {self.version_del_formato}, de {self.entidad}.")
            notas.append(
                f"Vigencia: {self.vigencia or 'ninguna'}. Corte: {self.corte or 'ninguno'}."
            )
        if self.revisado is not None:
            revisados = contar(
                self.revisado.quedan + self.revisado.se_omiten,
                "número, correo o teléfono",
                "números, correos y teléfonos",
            )
            notas.append(
                f"Antes de publicarse, una persona revisó {revisados}:"
                f" {self.revisado.quedan} se dejaron y {self.revisado.se_omiten} se omitieron."
            )
        if self.sin_revisar:
            notas.append(f"Se publica sin revisar lo que queda: {self.sin_revisar} por mirar.")
        if self.constancia is not None:
            emitido = f"Está en {self.constancia.acta}, como {self.constancia.emitido_como}"
            notas.append(f"{emitido}.")
        cuando = "" if self.fecha is None else f" el {self.fecha}"
        notas.append(f"Verificado{cuando} con paac-reportes {self.version}.")
        notas.append(f"Avisos: {len(self.avisos)}.")
        return Cuadro(
            titulo=f"{con_mayuscula(self.dice)} (.{self.tipo})",
            columnas=("Dónde", "Esperado", "Hallado"),
            filas=[(d.lugar, d.esperado, d.hallado) for d in self.diferencias or ()],
            son="diferencias",
            notas=tuple(notas),
        )

    def datos(self) -> dict[str, Any]:
        """Datos del certificado, para escribirlo como JSON."""
        campos = attrs.asdict(self, value_serializer=como_dato)
        campos["avisos"] = [*map(aviso_como_dato, self.avisos)]
        return {"veredicto": self.veredicto, "pasa": self.pasa, "dice": self.dice, **campos}
