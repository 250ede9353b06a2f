"""Las mutaciones que ``verificar`` deja pasar, dibujadas: han de verse como el archivo sin tocar."""

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter, ImageStat

import paac_reportes as paac
from herramientas.ataque.mutaciones import Clase, Mutador, todas
from herramientas.ataque.obreros import Hecho
from paac_reportes.prueba.identidad import juzgar
from paac_reportes.sistema import IlegibleError

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from ayudas.compartido import FILTROS, convertidos
from ayudas.emitidos import emitido, formato_de

PASAN = {"identico", "dice_lo_mismo"}
_DE_A_DIEZ = 10
_PUNTOS = "90"
"""Por pulgada. Lo que se corre menos de uno, que son 0,28 mm, no se ve."""
_TONOS = 96
"""De 255: en cuánto puede ser otro el de un borde que se corrió menos de un punto; al dibujar se
suaviza en cuatro grados, y el de una imagen, en algunos más."""


class _Pasada(NamedTuple):
    """Una mutación que ``verificar`` dejó pasar."""

    archivo: Path
    de: Path
    clase: str
    numero: int
    cambios: tuple[str, ...]


def mutar(semilla: str, cuantas: int, carpeta: Path) -> Iterator[Hecho]:
    """De cada matriz, en Word y en Excel, ``cuantas`` de a una y una décima parte de a diez."""
    codigos = [una.codigo for una in paac.formatos_disponibles()]
    matrices = [codigo for codigo in codigos if not formato_de(codigo).es_informe]
    for tipo, filtros in FILTROS.items():
        antes = [carpeta / f"{codigo}.{tipo}" for codigo in matrices]
        for codigo, archivo in zip(matrices, antes, strict=True):
            archivo.write_bytes(emitido(codigo, tipo))
        bases = convertidos(antes, f"{tipo}:{filtros[0]}", carpeta / tipo)
        pasadas = list[_Pasada]()
        for codigo, base in zip(matrices, bases, strict=True):
            azar = random.Random(f"{semilla}-{tipo}-{codigo}")  # noqa: S311 - para repetirlo
            mutador = Mutador(tipo, base.read_bytes(), azar)
            for numero, elegidas in enumerate(_elegidas(mutador, azar, cuantas)):
                clase = f"{tipo} {_como(elegidas)}"
                mutado = mutador.cambiado(elegidas)
                if mutado is None:
                    continue
                contenido = mutador.comprimido(mutado.partes)
                if not _pasa(tipo, emitido(codigo, tipo), contenido):
                    yield Hecho(clase, numero, "", emitido=False)
                    continue
                archivo = base.with_stem(f"{codigo}~{numero}")
                archivo.write_bytes(contenido)
                pasadas.append(_Pasada(archivo, base, clase, numero, mutado.cambios))
        yield from _dibujadas(bases, pasadas, carpeta / tipo)


def _elegidas(
    mutador: Mutador, azar: random.Random, cuantas: int
) -> Iterator[list[tuple[Clase, str]]]:
    posibles = todas(mutador)
    yield from ([una] for una in azar.sample(posibles, min(cuantas, len(posibles))))
    for _ in range(max(cuantas // _DE_A_DIEZ, 1)):
        yield azar.sample(posibles, _DE_A_DIEZ)


def _como(elegidas: Sequence[tuple[Clase, str]]) -> str:
    if len(elegidas) > 1:
        return "de a diez"
    ((clase, modo),) = elegidas
    return f"{'elemento' if clase.atributo is None else 'atributo'} {modo}"


def _pasa(tipo: str, debido: bytes, contenido: bytes) -> bool:
    try:
        return juzgar(tipo, debido, contenido).veredicto in PASAN
    except IlegibleError:
        return False


# ------------------------------------------------------------------ se dibujan


def _dibujadas(bases: Sequence[Path], pasadas: Sequence[_Pasada], carpeta: Path) -> Iterator[Hecho]:
    usadas = [base for base in bases if any(una.de == base for una in pasadas)]
    dibujos = carpeta / "dibujos"
    convertidos([*usadas, *(una.archivo for una in pasadas)], "pdf", dibujos)
    for base in usadas:
        se_ve = _paginas(dibujos / f"{base.stem}.pdf")
        for una in (una for una in pasadas if una.de == base):
            falla = ""
            if not se_ven_igual(_paginas(dibujos / f"{una.archivo.stem}.pdf"), se_ve):
                falla = f"{una.archivo.name} pasa y se ve de otro modo: {' · '.join(una.cambios)}"
            yield Hecho(una.clase, una.numero, falla, emitido=True)


def _paginas(pdf: Path) -> list[Image.Image]:
    """Cada página dibujada; ninguna, si no se dejó."""
    if not pdf.exists():
        return []
    orden = ["pdftoppm", "-r", _PUNTOS, str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(orden, check=True)
    dibujadas: list[Image.Image] = []
    for una in sorted(pdf.parent.glob(f"{pdf.stem}-*.ppm")):
        with Image.open(una) as imagen:
            imagen.load()
        dibujadas.append(imagen)
        una.unlink()
    return dibujadas


def se_ven_igual(unas: Sequence[Image.Image], otras: Sequence[Image.Image]) -> bool:
    """Si cada página es la misma, o algo en ella se corrió menos de un punto.

    Un largo que otro programa redondea ya no cae en los mismos puntos: el de un borde ha de estar
    entre los que en la otra lo rodean, y donde en ninguna hay un borde el color es el mismo.
    """
    return len(unas) == len(otras) and all(
        una.size == otra.size and (una.tobytes() == otra.tobytes() or _se_corrio(una, otra))
        for una, otra in zip(unas, otras, strict=True)
    )


def _se_corrio(una: Image.Image, otra: Image.Image) -> bool:
    (oscura, clara), (otra_oscura, otra_clara) = map(_lo_que_rodea, (una, otra))
    bordes = ImageChops.lighter(
        ImageChops.subtract(clara, oscura), ImageChops.subtract(otra_clara, otra_oscura)
    )
    sin_borde = bordes.convert("L").point([255, *[0] * 255])
    distinto = ImageChops.difference(una, otra)
    fuera = [
        *(ImageChops.subtract(otra_oscura, una), ImageChops.subtract(una, otra_clara)),
        *(ImageChops.subtract(oscura, otra), ImageChops.subtract(otra, clara)),
    ]
    return not ImageChops.multiply(distinto, sin_borde.convert("RGB")).getbbox() and all(
        hasta <= _TONOS for imagen in fuera for _, hasta in ImageStat.Stat(imagen).extrema
    )


def _lo_que_rodea(imagen: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Por punto, lo más oscuro y lo más claro de él y los ocho de al lado."""
    return imagen.filter(ImageFilter.MinFilter(3)), imagen.filter(ImageFilter.MaxFilter(3))
