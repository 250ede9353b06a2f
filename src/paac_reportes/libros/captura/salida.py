"""Cómo salió un libro de captura: va en una hoja suya escondida, y con ella se recoge lo escrito.

Lleva de qué contenido y de qué corte es, lo que decía cada celda de las filas y de las columnas que
el libro muestra, y los textos que van alrededor. Cada fila lleva en su hoja la marca de cuál es.
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Any

from paac_reportes import clases
from paac_reportes.formatos.pedido import sha256_de
from paac_reportes.libros.captura.filas import DeQuien, FilaDeCaptura
from paac_reportes.libros.captura.tablas import Clave, TablaDeCaptura, tabla_de_ruta
from paac_reportes.libros.columnas import COMO_SALIO
from paac_reportes.maqueta.hojas_de_datos import ColumnaDeDatos, HojaDeDatos, Valor
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo import Entidad, temas
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.modelo.temas import Tema
from paac_reportes.opc.visto import DocumentoVisto, TablaVista
from paac_reportes.textos.plano import en_plano, sin_cifras

_LARGO = 12
"""Cifras de una huella: con miles de filas, dos iguales por azar no se esperan."""


def huella_de_dato(valor: Any) -> str:
    """Huella de cualquier dato."""
    texto = json.dumps(valor, ensure_ascii=False, sort_keys=True, default=str)
    return sha256_de(texto.encode("utf-8", "surrogatepass"))[:_LARGO]


def huella_de_la_entidad(entidad: Entidad) -> str:
    """Huella de su NIT o, si no lo trae, de su nombre."""
    return huella_de_dato(re.sub(r"\D", "", entidad.nit or "") or en_plano(entidad.nombre))


# ------------------------------------------------------------------ de dónde es
@clases.frozen(kw_only=True)
class Procedencia:
    """De qué contenido, de qué corte y de quién es un libro."""

    de: str
    """La clave de su tema."""
    corte: date
    entidad: str
    quien: str | None = None
    """Quién reporta; ``None`` si siempre es el mismo."""
    por: str | None = None
    """El dato por el que se repartieron los libros; ``None`` si es por oficina."""
    oficina: DeQuien = None
    """Aquél que lo llena."""
    vigencia: int | None = None

    @property
    def tema(self) -> Tema:
        """Tema de su contenido."""
        return temas.tema(self.de)

    @clases.propiedad_recordada
    def sello(self) -> str:
        """Sello que distingue sus marcas de las de otro libro; el que sale otra vez, el mismo."""
        partes = (self.de, str(self.corte), self.entidad, self.quien, self.por, self.oficina)
        return huella_de_dato(partes)

    @property
    def propiedades(self) -> dict[str, str]:
        """Propiedades que el libro lleva."""
        pueden_faltar = {
            "paac.por": self.por,
            "paac.rama": self.oficina,
            "paac.quien": self.quien,
            "paac.vigencia": self.vigencia,
        }
        return {
            "paac.clase": "captura",
            "paac.de": self.de,
            "paac.corte": str(self.corte),
            "paac.entidad": self.entidad,
            **{nombre: str(dicho) for nombre, dicho in pueden_faltar.items() if dicho is not None},
        }


def procedencia_de(propiedades: Mapping[str, str]) -> Procedencia | None:
    """Procedencia que dicen unas propiedades, si están enteras."""
    clave, quien = propiedades.get("paac.de", ""), propiedades.get("paac.quien")
    try:
        corte = date.fromisoformat(propiedades.get("paac.corte", ""))
    except ValueError:
        return None
    quienes = temas.tema(clave).libro.captura.quienes if clave in temas.claves() else None
    lo_reporta = quienes is not None and (quien in quienes if quien else not quienes)
    if not lo_reporta or "paac.entidad" not in propiedades:
        return None
    por, rama = propiedades.get("paac.por"), propiedades.get("paac.rama", "")
    return Procedencia(
        de=clave,
        corte=corte,
        entidad=propiedades["paac.entidad"],
        quien=quien,
        por=por,
        oficina=rama if por else _entero(rama),
        vigencia=_entero(propiedades.get("paac.vigencia", "")),
    )


def _entero(texto: str) -> int | None:
    return int(texto) if re.fullmatch(r"\d{1,9}", texto, re.ASCII) else None


# ------------------------------------------------------------------ la marca de una fila
_MARCA = re.compile(r"paac:([0-9a-f]{12}):([a-z0-9]{1,200})")


def marca_de(procedencia: Procedencia, fila: FilaDeCaptura) -> str:
    """Marca escondida de una fila: de qué libro es, y cuál."""
    return f"paac:{procedencia.sello}:{fila.lugar.breve}"


def leer_marca(texto: str) -> tuple[str, str] | None:
    """El sello y la fila que dice una celda; ``None`` si no es una marca."""
    coincidencia = _MARCA.fullmatch(texto.strip()) if "paac:" in texto else None
    return (coincidencia[1], coincidencia[2]) if coincidencia else None


# ------------------------------------------------------------------ la hoja escondida
_ES_ELLA, _FILA, _TEXTO = "paac.salida", "fila", "texto"


def hoja_de_salida(
    procedencia: Procedencia,
    filas: Iterable[tuple[FilaDeCaptura, int]],
    textos: Collection[str],
) -> HojaDeDatos:
    """Hoja de un libro con sus filas, cada una con su número, y los textos de alrededor."""
    dicho = [
        (fila.lugar.breve, str(numero), {**fila.comparables, **fila.abiertas})
        for fila, numero in filas
    ]
    datos = dict.fromkeys(chain.from_iterable(textos for _, _, textos in dicho))
    en_blanco = (None,) * len(datos)
    renglones: list[tuple[Valor, ...]] = [
        *((nombre, valor) for nombre, valor in procedencia.propiedades.items()),
        *((_TEXTO, texto) for texto in textos),
    ]
    return HojaDeDatos(
        nombre=COMO_SALIO,
        columnas=tuple(
            ColumnaDeDatos(rotulo=una, ancho=Mm(20)) for una in (_ES_ELLA, _FILA, *datos)
        ),
        filas=(
            *((*renglon, *en_blanco) for renglon in renglones),
            *(
                (breve, numero, *[textos.get(dato) or None for dato in datos])
                for breve, numero, textos in dicho
            ),
        ),
        oculta=True,
    )


@clases.frozen(kw_only=True, eq=False)
class FilaQueSalio:
    """Fila de un libro como salió."""

    ruta: str
    numero: int
    """El de su fila en la hoja, desde 1."""
    tabla: TablaDeCaptura
    dice: Mapping[str, str]
    """Textos de cada celda que algo decía, comparables."""

    @clases.propiedad_recordada
    def clave(self) -> Clave:
        """Con lo que se la reconoce."""
        return self.tabla.clave_de(self.dice)

    def se_ve(self, datos: Iterable[str]) -> tuple[str, ...]:
        """Textos que se leían en unas celdas."""
        return tuple(self.dice.get(dato, "") for dato in datos)


@clases.frozen(kw_only=True, eq=False)
class Salida:
    """Cómo salió un libro."""

    procedencia: Procedencia
    vista: TablaVista
    """La hoja escondida."""
    filas: Mapping[str, FilaQueSalio]
    """Por lo que dice su marca."""
    textos: frozenset[str]
    """Textos de alrededor, sin sus cifras."""


def salida_de(documento: DocumentoVisto) -> Salida | None:
    """Salida que un documento lleva; ``None`` si no la lleva, o no se entiende."""
    for vista in documento.tablas():
        rotulos = vista.filas[0] if vista.filas else ()
        if rotulos and rotulos[0] is not None and rotulos[0].texto == _ES_ELLA:
            return _leida(vista)
    return None


def _leida(vista: TablaVista) -> Salida | None:
    datos = [celda.texto if celda else "" for celda in vista.filas[0]]
    dichos = [
        {dato: celda.texto for dato, celda in zip(datos, renglon, strict=True) if celda}
        for renglon in vista.filas[1:]
    ]
    pares = [(dicho.pop(_ES_ELLA, ""), dicho.pop(_FILA, ""), dicho) for dicho in dichos]
    procedencia = procedencia_de({nombre: valor for nombre, valor, _ in pares})
    if procedencia is None:
        return None
    filas: dict[str, FilaQueSalio] = {}
    for cual, numero, dice in pares:
        ruta = en_largo(cual, procedencia.tema.clase)
        tabla = tabla_de_ruta(procedencia.tema, ruta) if ruta else None
        if ruta and tabla:
            filas[cual] = FilaQueSalio(
                ruta=ruta, numero=_entero(numero) or 0, tabla=tabla, dice=dice
            )
    return Salida(
        procedencia=procedencia,
        vista=vista,
        filas=filas,
        textos=frozenset(texto for nombre, texto, _ in pares if nombre == _TEXTO),
    )


def alrededor_en_un_renglon(texto: str) -> str:
    """Un texto de alrededor, comparable: las cuentas que lleva cambian al llenarlo."""
    return sin_cifras(" ".join(texto.split()))
